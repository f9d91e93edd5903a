"""The page that tells how to use the API, drawn from its description."""
