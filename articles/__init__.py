"""What was published: outlets, articles and their immutable texts. Never knows that quotes exist."""
