"""Storing a made-up newsroom of millions: by COPY, what follows from it set by set, indexes last.

One transaction of the owner of the tables: all of it, or the database is as it was.
"""

from quotes.commands.filling.checking import Broken
from quotes.commands.filling.loading import fill_newsroom, highest_id

__all__ = ["Broken", "fill_newsroom", "highest_id"]
