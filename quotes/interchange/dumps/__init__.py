"""Dumps: everything that every reader may see, of one moment, as files that other programs read."""

from quotes.interchange.dumps.writing import ask_for_dump, make_dump, write_dump

__all__ = ["ask_for_dump", "make_dump", "write_dump"]
