"""What the API says of itself: shapes of what comes and goes, examples, the OpenAPI document."""
