"""Pages: each translates, asks or commands once, and answers."""
