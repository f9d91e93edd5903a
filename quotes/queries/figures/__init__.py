"""What figures count."""
