"""What was published.

Outlets, articles and their immutable texts. Never knows that quotes exist.
"""
