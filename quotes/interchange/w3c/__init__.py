"""W3C Web Annotations (JSON-LD), read and written; what they have no words for is in ours.

The context of our words is `context.jsonld`, which the app serves, too: no reader has to guess,
and no processor drops what it does not know.
"""

from quotes.interchange.w3c.reading import read
from quotes.interchange.w3c.writing import CONTEXT, write

__all__ = ["CONTEXT", "read", "write"]
