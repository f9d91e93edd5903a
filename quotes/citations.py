"""How a quote is cited: Chicago's notes, APA's references, BibTeX; by rules written out here.

The article is the source and the speaker is quoted in it: "Chicago Manual of Style", 17th edition,
14.191 to 14.200 (newspapers) and 14.260 (quoted in); "Publication Manual of the American
Psychological Association", 7th edition, 8.6 (secondary sources) and 10.1. Only direct words that
were said stand in quotation marks; of all others it is told what they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.bylines import Name, authors_of, read_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
HOW = {
    "direct": "quoted",
    "mixed": "quoted in part",
    "indirect": "paraphrased",
    "term": "quoted",
    "denied": "denying it",
    "imagined": "in words imagined for them",
    "announced": "announcing it",
    "declined": "declining to comment",
}
"""What the words are, by their act where that is not "said", else by their kind."""


@dataclass(frozen=True)
class Run:
    """Some words of a citation; those of a `work` are set in italics."""

    words: str
    work: bool = False


Citation = tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A quote and where it was printed; what is not known is empty.

    `speakers` are named ones; `described` is how the article describes one it does not name.
    """

    number: int
    words: tuple[str, ...]
    kind: str
    act: str = "said"
    speakers: tuple[str, ...] = ()
    unnamed: bool = False
    described: str = ""
    byline: str = ""
    title: str = ""
    outlet: str = ""
    printed: date | None = None
    text: int = 1
    address: str = ""

    @property
    def is_verbatim(self) -> bool:
        """Whether these are printed words that somebody said."""
        return self.kind == "direct" and self.act == "said"

    @property
    def how(self) -> str:
        """What the words are: "quoted", "paraphrased", "denying it"."""
        return HOW[self.kind if self.act == "said" else self.act]

    @property
    def who(self) -> str:
        """Who said it: "Tomas Reke", "an unnamed source (“a baker”)", or nothing."""
        if self.speakers:
            return listed(self.speakers)
        if not self.unnamed:
            return ""
        return f"an unnamed source (“{self.described}”)" if self.described else "an unnamed source"


def plain(citation: Citation) -> str:
    """Return a citation as it is copied: without italics."""
    return "".join(run.words for run in citation)


def quotation(cited: Cited) -> str:
    """Return the words with who said them, in quotation marks only if they are verbatim."""
    words = " … ".join(cited.words)
    if cited.is_verbatim:
        return f"“{words}” ({cited.who})" if cited.who else f"“{words}”"
    told = f"{cited.who}, {cited.how}" if cited.who else cited.how
    return f"{words} ({told})"


def chicago(cited: Cited) -> Citation:
    """Return a note: Tomas Reke, quoted in Noor Hallam, “Islands Split,” The Courier, …."""
    told = f"{cited.who}, {cited.how} in " if cited.who else f"{cited.how} in "
    authors = listed([_straight(name) for name in authors_of(cited.byline)])
    title = _inner(cited.title)
    runs = [Run(f"{_capital(told)}{authors}{', ' if authors else ''}")]
    if title:
        runs.append(Run(f"“{title}” " if title[-1] in "?!" else f"“{title},” "))
    else:
        runs.append(Run("untitled article, "))
    if cited.outlet:
        runs += [Run(cited.outlet, work=True), Run(", ")]
    day = cited.printed
    when = f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "n.d."
    runs.append(Run(f"{when}, text {cited.text}, {cited.address}."))
    return tuple(runs)


def apa(cited: Cited) -> Citation:
    """Return the reference of the article: Hallam, N. (2031, October 28). Islands split. …."""
    day = cited.printed
    when = f"({day.year}, {MONTHS[day.month - 1]} {day.day}). " if day else "(n.d.). "
    title = cited.title.rstrip(".") or "[Untitled article]"
    title = title if title[-1] in "?!" else f"{title}."
    authors = _together([_initialled(name) for name in authors_of(cited.byline)])
    begins = f"{authors}{'' if authors.endswith('.') else '.'} {when}{title} " if authors else ""
    outlet = [Run(cited.outlet, work=True), Run(". ")] if cited.outlet else []
    return (
        Run(begins or f"{title} {when}"),
        *outlet,
        Run(f"{cited.address} (text {cited.text})"),
    )


def apa_in_text(cited: Cited) -> str:
    """Return what stands in the text: (Reke, as quoted in Hallam, 2031)."""
    year = str(cited.printed.year) if cited.printed else "n.d."
    names = [name.family for name in authors_of(cited.byline)]
    most = 2
    source = names[0] + " et al." if len(names) > most else " & ".join(names)
    if not source:
        words = cited.title.split()
        source = f"“{_inner(' '.join(words[:4]))}”" if words else "[Untitled article]"
    who = listed([read_name(name).family for name in cited.speakers]) or cited.who
    told = f"{who}, as {cited.how} in" if cited.act == "said" else f"{who}, {cited.how}, in"
    return f"({told.removeprefix(', ')} {source}, {year})"


def bibtex(cited: Cited) -> str:
    """Return an entry of the article, what is special to TeX escaped; its note names who spoke."""
    day = cited.printed
    authors = " and ".join(_for_tex(name) for name in authors_of(cited.byline))
    who = f"{cited.who}, {cited.how}" if cited.who else cited.how
    fields = {
        "author": authors,
        "title": f"{{{_escaped(cited.title)}}}" if cited.title else "",
        "journal": _escaped(cited.outlet),
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1][:3].lower() if day else "",
        "day": str(day.day) if day else "",
        "url": cited.address.translate(_IN_URL),
        "note": f"{_escaped(_capital(who))}; text {cited.text}",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    kind = "article" if cited.outlet else "misc"
    return f"@{kind}{{{_key(cited)},\n" + ",\n".join(lines) + "\n}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "A", "A and B", "A, B, and C"."""
    *others, last = names or [""]
    if len(others) > 1:
        return f"{', '.join(others)}, and {last}"
    return " and ".join((*others, last))


def _straight(name: Name) -> str:
    return " ".join(part for part in (name.given, name.family, name.suffix) if part)


def _initialled(name: Name) -> str:
    """Return "Hallam, N.", "Roux, J.-P.", or the whole name of what is no person."""
    initials = " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split()
    )
    return ", ".join(part for part in (name.family, initials, name.suffix) if part)


def _together(names: Sequence[str]) -> str:
    *others, last = names or [""]
    return f"{', '.join(others)}, & {last}" if others else last


def _for_tex(name: Name) -> str:
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _inner(title: str) -> str:
    """Return a title as it stands inside quotation marks: its own become single ones."""
    paired = re.sub(r'"([^"]*)"', r"‘\1’", title.rstrip("."))
    return paired.translate({ord("“"): "‘", ord("”"): "’"})


_SPECIAL = {
    **{ord(each): f"\\{each}" for each in "{}$&#_%"},
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}
_IN_URL = {ord(each): f"%{ord(each):02X}" for each in "{}\\ \n\"'<>^`|"}


def _escaped(words: str) -> str:
    return " ".join(words.split()).translate(_SPECIAL)


def _key(cited: Cited) -> str:
    """Return a key no other quote has: who spoke, the year, the number of the quote."""
    who = read_name(cited.speakers[0]).family if cited.speakers else "quote"
    plain_letters = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().lower()
    year = cited.printed.year if cited.printed else "nd"
    return f"{re.sub('[^a-z]', '', plain_letters) or 'quote'}{year}q{cited.number}"
