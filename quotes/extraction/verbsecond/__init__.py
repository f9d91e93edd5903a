"""Reading languages whose verbs stand second and whose nouns have capitals, as German does."""

from .reading import VerbSecondReader
from .reported import Reported
from .sources import VerbSecondSources
from .statements import VerbSecondStatements

__all__ = ["Reported", "VerbSecondReader", "VerbSecondSources", "VerbSecondStatements"]
