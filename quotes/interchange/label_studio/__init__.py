"""Tasks of Label Studio, with what is marked as annotations; written only."""

from quotes.interchange.label_studio.writing import CONFIG, write

__all__ = ["CONFIG", "write"]
