"""Articles, speakers, targets and quotes as records, whatever file they stand in.

Each is a JSON object with a `type`, and a `key` by which others name it. Every lossless format is
made of them; offsets are code points of the text that stands in the record of the article.
"""

from quotes.interchange.records.describing import Records, describe
from quotes.interchange.records.reading import Reading

__all__ = ["Reading", "Records", "describe"]
