"""Finding cues: the words that say something was said."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .lexicon.forms import Phrases
    from .tokens import Token


_OWNS = ("’s", "'s", "s’", "s'")
_LEADS_ON = frozenset(":,;—–-")


_LONGEST_QUOTED = 12


class Cue(NamedTuple):
    """A cue in a sentence: `first:last` are token indices, `verb` the index of the verb itself.

    `rest` are the tokens of it that stand elsewhere: the "mit" of "teilte … mit".
    """

    first: int
    last: int
    verb: int
    saying: bool
    source_follows: bool = False
    rest: tuple[int, ...] = ()


def find_cues(tokens: Sequence[Token], lexicon: Lexicon, *, nouns: bool = False) -> list[Cue]:
    """Return the cues of one sentence in order; with `nouns`, "her claim" and "the report", too."""
    found: list[Cue] = []
    any_word = nouns or is_headline(tokens)
    words = lexicon.first_words
    for index in [i for i, token in enumerate(tokens) if token[3] in words]:
        if found and index < found[-1].last:
            continue
        if cue := _cue_at(tokens, index, lexicon, nouns=any_word):
            found.append(cue)
    return found


def phrase_end(tokens: Sequence[Token], index: int, phrases: Phrases) -> int:
    """Return the index after a listed phrase that begins at `index`, or 0."""
    for rest in phrases.get(tokens[index].lower, ()):
        end = index + 1 + len(rest)
        if tuple(token.lower for token in tokens[index + 1 : end]) == rest:
            return end
    return 0


def is_headline(tokens: Sequence[Token]) -> bool:
    """Tell a line without a full stop whose longer words all have capitals."""
    if not tokens or tokens[-1].text in _LEADS_ON:
        return False
    words = [token[2] for token in tokens if len(token[2]) > 3]  # noqa: PLR2004
    if len(words) <= 2:  # noqa: PLR2004
        return False
    left = len(words) // 5
    for word in words:
        if not word[0].isupper():
            if not left:
                return False
            left -= 1
    return True


def _cue_at(tokens: Sequence[Token], index: int, lexicon: Lexicon, *, nouns: bool) -> Cue | None:
    word = tokens[index].lower
    if word in lexicon.source_after and (end := phrase_end(tokens, index, lexicon.source_after)):
        return Cue(index, end, index, saying=True, source_follows=True)
    if word in lexicon.quoting and _says_as(tokens, index, lexicon):
        return None
    if word in lexicon.after_comma and (index == 0 or tokens[index - 1].text != ","):
        return None
    said = phrase_end(tokens, index, lexicon.saying_phrases)
    judged = phrase_end(tokens, index, lexicon.judging_phrases)
    if not (said or judged or word in lexicon.cues):
        return None
    if not nouns and _is_noun(tokens, index, lexicon):
        return None
    saying = bool(said) or (word in lexicon.saying and not judged)
    return Cue(_first(tokens, index, lexicon), said or judged or index + 1, index, saying=saying)


def _is_noun(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "the report" and "Roe's claim" from "they report"; a capital makes it a name, too."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if _is_noun_form(tokens[index].lower, lexicon) and tokens[index].lower in lexicon.bases:
        after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if after in lexicon.relayers:  # "state radio"
            return True
    if before.lower in lexicon.alone or (before.lower in lexicon.that and index > 1):
        return _is_noun_form(tokens[index].lower, lexicon)
    if (
        before.lower in lexicon.determiners
        or (before.lower not in lexicon.finite and before.lower.endswith(_OWNS))
        or before.lower == "of"
    ):
        return True
    return tokens[index].text[0].isupper() and not before.stretch


def _says_as(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "radio quoted Moor as saying", which Moor says, from "Moor was quoted as saying"."""
    if tokens[index - 1].lower in lexicon.passive or tokens[index + 1 : index + 2] == ():
        return False
    words = [token.lower for token in tokens[index + 1 : index + _LONGEST_QUOTED]]
    as_says = pairwise(words[1:])
    return any(one == "as" and two in lexicon.quoted_as for one, two in as_says)


def _is_noun_form(word: str, lexicon: Lexicon) -> bool:
    """Tell "some claims" and "another report" from "some say" and "another says"."""
    return word in lexicon.nouny or word + "s" in lexicon.nouny


def _first(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Take in auxiliaries and adverbs before the verb: "has also repeatedly said"."""
    if tokens[index - 1].lower == "as" and tokens[index].lower in lexicon.quoted_as:
        index -= 1
    while index:
        before = tokens[index - 1]
        if index == 1 and before.lower in lexicon.alone:  # "Both said", not "they both said"
            break
        if before.lower in lexicon.auxiliaries or _is_adverb(before.text, lexicon):
            index -= 1
        elif inverted := _inverted_before(tokens, index, lexicon):
            index = inverted
        elif before.lower in lexicon.infinitive and _is_led(tokens, index - 2, lexicon):
            index -= 2
        else:
            break
    return index


def _is_led(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "tried to blame" and "was quick to say"."""
    return index > 0 and tokens[index].lower in lexicon.aspectual


def _inverted_before(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return where "a-t-il" begins before "ajouté", or 0."""
    inverts = index > 2 and tokens[index - 2].text in lexicon.inverting  # noqa: PLR2004
    return index - 3 if inverts and tokens[index - 1].lower in lexicon.pronouns else 0


def _is_adverb(word: str, lexicon: Lexicon) -> bool:
    ends = tuple(lexicon.adverb_ends) or "ly"
    return len(word) > 4 and word.endswith(ends) and word.islower()  # noqa: PLR2004
