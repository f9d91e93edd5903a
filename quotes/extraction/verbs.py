"""Forms of verbs: what tells "officials state" from "the state", "was told" from "told"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .restricting import RESTRICTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .lexicon import Lexicon
    from .mentions import Mention
    from .tokens import Token

Form = Literal["base", "third", "past", "ing"]


def form_of(verb: str, lexicon: Lexicon) -> Form:
    """Return the form of a listed verb, in lower case."""
    if verb.endswith("ing"):
        return "ing"
    if verb in lexicon.bases:
        return "base"
    return "third" if verb in lexicon.thirds else "past"


def is_passive(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> bool:
    """Tell "was told" and "is being called" from "is calling" and "told"."""
    if form_of(tokens[cue.verb].lower, lexicon) != "past":
        return False
    return any(token.lower in lexicon.passive for token in tokens[cue.first : cue.verb])


def agrees(tokens: Sequence[Token], mention: Mention, cue: Cue, lexicon: Lexicon) -> bool:
    """Tell a subject and its verb from a noun that looks like one: "the two states"."""
    last = tokens[mention.head - 1]
    if last.text[0].isdigit() and tokens[mention.first] is not last:
        return False
    form = form_of(tokens[cue.verb].lower, lexicon)
    helped = cue.first < cue.verb and any(
        token.lower in lexicon.finite for token in tokens[cue.first : cue.verb]
    )
    if helped or form in ("past", "ing"):
        return True
    if form == "base":
        return _is_plural(tokens[mention.first : mention.head], lexicon)
    if tokens[cue.verb].lower in lexicon.nouny:
        return is_somebody(last, lexicon)
    return not (last.lower.endswith("s") and last.text.islower() and last.lower in lexicon.sources)


def _is_plural(phrase: Sequence[Token], lexicon: Lexicon) -> bool:
    relatives = (i for i in range(1, len(phrase)) if phrase[i].lower in RESTRICTING)
    phrase = phrase[: next(relatives, len(phrase))]
    first, last = phrase[0].lower, phrase[-1].lower
    if len(phrase) == 1 and first in lexicon.pronouns:
        return first not in lexicon.singular
    if any(token.lower in ("and", "of") for token in phrase[1:-1]):
        return True
    return last.endswith("s") or last in lexicon.plural_people or first in lexicon.several


def is_somebody(last: Token, lexicon: Lexicon) -> bool:
    """Tell whether a phrase that ends in this word names somebody who could speak."""
    if last.lower in lexicon.pronouns or last.lower in lexicon.sources:
        return True
    return last.text[0].isupper() or last.text == ")"


def is_named(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> bool:
    """Whether words after a verb name somebody: by an article, too, where capitals do not tell."""
    if is_somebody(tokens[mention.head - 1], lexicon):
        return True
    return bool(lexicon.tails) and tokens[mention.first].lower in lexicon.determiners
