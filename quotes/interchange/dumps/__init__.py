"""Dumps: everything that every reader may see, of one moment, as files that other programs read."""

from quotes.interchange.dumps.writing import make_dump, write_dump

__all__ = ["make_dump", "write_dump"]
