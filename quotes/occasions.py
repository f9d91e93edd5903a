"""When words were said: days read from words like "Friday" and the day of print. Pure Python."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

LONGEST = 40
ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SPANISH = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
WEEKDAYS = {
    **{name: day for names in (ENGLISH, GERMAN, FRENCH, SPANISH) for day, name in enumerate(names)},
    **{name[:3]: day for day, name in enumerate(ENGLISH)},
    **{name[:3] + ".": day for day, name in enumerate(ENGLISH)},
    "sonnabend": 5,
}
AGO = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "last night": 1,
    "heute": 0,
    "gestern": 1,
    "vorgestern": 2,
    "aujourd’hui": 0,
    "aujourd'hui": 0,
    "hier": 1,
    "avant-hier": 2,
    "hoy": 0,
    "ayer": 1,
    "anoche": 1,
    "anteayer": 2,
}
MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan feb mar apr may june july aug sept oct nov dec",
        "jan. feb. mar. apr. may jun. jul. aug. sept. oct. nov. dec.",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}


def _any(words: object) -> str:
    longest_first = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(map(re.escape, longest_first))


_MONTH, _DAY, _YEAR = f"(?P<month>{_any(MONTHS)})", r"(?P<day>[0-3]?\d)", r"(?P<year>[12]\d{3})"
IN_PRINT = re.compile(
    rf"(?<!\w)(?:(?P<before>last |next |letzten |nächsten )?(?P<weekday>{_any(WEEKDAYS)})"
    rf"(?P<after> (?:dernier|prochain))?"
    rf"|(?P<ago>{_any(AGO)})"
    rf"|{_MONTH} {_DAY}(?:,? {_YEAR})?(?!\d)"
    rf"|(?<!\d){_DAY.replace('day', 'day2')}\.? (?:de )?{_MONTH.replace('month', 'month2')}"
    rf"(?: (?:de )?{_YEAR.replace('year', 'year2')})?)(?!\w)",
    re.IGNORECASE,
)
TYPED = (
    (re.compile(rf"{_YEAR}-(?P<month>\d\d?)-{_DAY}"), "day"),
    (re.compile(rf"{_YEAR}-(?P<month>\d\d?)"), "month"),
    (re.compile(_YEAR), "year"),
    (re.compile(rf"{_DAY}\.(?P<month>\d\d?)\.{_YEAR}"), "day"),
    (re.compile(rf"{_DAY}\.? {_MONTH},? {_YEAR}"), "day"),
    (re.compile(rf"{_MONTH} {_DAY},? {_YEAR}"), "day"),
    (re.compile(rf"{_MONTH} {_YEAR}"), "month"),
)


class Occasion(NamedTuple):
    """A day, month or year (its first day then), and the words it was read from."""

    on: date
    precision: str = "day"
    words: str = ""


def propose(text: str, *, near: int, published: date | None, limit: int = 3) -> list[Occasion]:
    """Answer the days that words of a text name, those next to the offset `near` first.

    A weekday is the last one before print, or the day of print itself. Nothing without that day.
    """
    if published is None:
        return []
    found = sorted(IN_PRINT.finditer(text), key=lambda match: abs(match.start() - near))
    read: dict[date, Occasion] = {}
    for each in (_read(match, published) for match in found if _is_printed(match)):
        if each:
            read.setdefault(each.on, each)
    return [*read.values()][:limit]


def read_typed(typed: str, *, published: date | None = None) -> Occasion | None:
    """Answer what somebody typed: 2031-02-28, 28 Feb 2031, Feb 2031, 2031 or Friday; None: no date.

    A day without a year is the last one before print.
    """
    words = " ".join(typed.split())[:LONGEST]
    for pattern, precision in TYPED:
        match = pattern.fullmatch(words.lower())
        if match:
            given = match.groupdict()
            month = given.get("month") or "1"
            number = int(month) if month.isdigit() else MONTHS[month]
            on = _date(int(given["year"]), number, int(given.get("day") or 1))
            return Occasion(on, precision, words) if on else None
    if published and (named := MONTHS.get(words.lower())):
        year = published.year - (named > published.month)
        return Occasion(date(year, named, 1), "month", words)
    match = IN_PRINT.fullmatch(words)
    return _read(match, published) if match and published else None


def _is_printed(match: re.Match[str]) -> bool:
    """Tell whether print means a day: "Sun" may be a star, "Sunday" and "Sun." are not."""
    name = match["weekday"] or ""
    if name.lower() in (*FRENCH, *SPANISH) or not name:
        return True
    return name[0].isupper() and len(name) > len("Sun")


def _read(match: re.Match[str], published: date) -> Occasion | None:
    on = _day(match, published)
    return Occasion(on, words=match[0]) if on else None


def _day(match: re.Match[str], published: date) -> date | None:
    if match["ago"]:
        return published - timedelta(days=AGO[match["ago"].lower()])
    if match["weekday"]:
        around = f"{match['before'] or ''}{match['after'] or ''}".lower()
        if "next" in around or "nächsten" in around or "prochain" in around:
            return None
        back = (published.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
        return published - timedelta(days=back or (7 if around else 0))
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    if year:
        return _date(int(year), month, day)
    on = _date(published.year, month, day)
    return _date(published.year - 1, month, day) if on and on > published else on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
