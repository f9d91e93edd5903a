"""What stands round a statement: relays, days, denials, whom it was told."""

from __future__ import annotations

import pytest

from quotes.extraction import Suggestion, extract
from tests.quotes.extraction.read import part


def read(text: str) -> Suggestion:
    (suggestion,) = extract(text)
    return suggestion


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("“We sail,” Moor said, per state radio.", ["state radio"]),
        (
            "The harbour will close, the ministry said, according to the Lind agency.",
            ["the Lind agency"],
        ),
        ("State radio quoted Moor as saying that the harbour would close.", ["State radio"]),
        ("“We sail,” state radio quoted Moor as saying.", ["state radio"]),
        ("“We sail,” Moor was quoted as saying by state radio.", ["state radio"]),
        ("Moor was quoted by state radio as saying that boats would sail.", ["state radio"]),
        ("“We sail,” Moor, quoted by state radio, said.", ["state radio"]),
        ("Moor said the harbour would close, state media reported.", ["state media"]),
        ("“We sail,” Moor told the Lind Courier.", []),
        ("“We sail,” Moor said. “At dawn, according to the pilots.”", []),
    ],
)
def test_reads_through_whom_it_came(text: str, relays: list[str]) -> None:
    assert [part(text, span) for span in read(text).relays] == relays


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("“We sail,” Moor told reporters on Friday.", "reporters"),
        ("Moor told the board on Friday that the harbour would close.", "the board"),
        ("Moor urged the pilots “to stay in the harbour” for now.", "the pilots"),
        ("Moor said that the harbour would close.", ""),
    ],
)
def test_reads_whom_it_was_said_to(text: str, addressee: str) -> None:
    assert part(text, read(text).addressee) == addressee


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We sail,” Moor told reporters Friday.", "Friday"),
        ("On 17 December 2021, Moor said that the harbour was open.", "17 December 2021"),
        ("Moor said on Dec. 17 that the harbour was open.", "Dec. 17"),
        ("The harbour is open, Moor said last Friday.", "last Friday"),
        ("Moor said in 2019 that the harbour was open.", "2019"),
        ("Moor said in March that the harbour was open.", "March"),
        ("“We sail on Friday,” Moor said.", ""),
        ("Moor said that the boats would sail on Friday.", ""),
    ],
)
def test_reads_the_day_beside_the_cue_alone(text: str, words: str) -> None:
    assert part(text, read(text).occasion) == words


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Moor did not say that the harbour would close.", "denied"),
        ("Moor denied that the harbour was closed.", "denied"),
        ("A spokesman declined to comment on the fog.", "declined"),
        ("A spokesman did not respond to a request for comment.", "declined"),
        ("Moor will announce that the harbour closes.", "announced"),
        ("Moor announced that the harbour closes.", "said"),
        ("Moor might say that the harbour closes.", "imagined"),
        ("Imagine if Moor said that the harbour would close.", "imagined"),
        ("If Moor said that the harbour would close, nobody would sail.", "imagined"),
    ],
)
def test_reads_what_was_done_with_the_words(text: str, act: str) -> None:
    assert read(text).act == act


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Moor has repeatedly said that the fog is harmless.", True),
        ("Moor said last year that the fog was harmless.", True),
        ("The fog is harmless, Moor said earlier this week.", True),
        ("Moor said that the fog was harmless last year.", False),
        ("Moor has said that the fog is harmless.", False),
    ],
)
def test_tells_what_is_recalled(text: str, earlier: bool) -> None:  # noqa: FBT001
    assert read(text).earlier is earlier


def test_reads_on_what_condition() -> None:
    text = "A pilot, who asked not to be named, said that the fog was thick."
    (source,) = read(text).attributions
    assert (source.sourcing, part(text, source.condition)) == (
        "unnamed",
        "who asked not to be named",
    )


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("“We sail,” a pilot said on condition of anonymity.", "on condition of anonymity"),
        (
            "“We sail,” a pilot said on condition of anonymity because he may not speak.",
            "on condition of anonymity because he may not speak",
        ),
        (
            "A pilot, who was not authorised to discuss the fog, said that the boats would sail.",
            "not authorised to discuss the fog",
        ),
        (
            "“We sail,” a pilot said on the condition that she not be named.",
            "on the condition that she not be named",
        ),
    ],
)
def test_reads_the_condition_with_its_reason(text: str, condition: str) -> None:
    (source,) = read(text).attributions
    assert part(text, source.condition) == condition


@pytest.mark.parametrize(
    "text",
    [
        "State radio quoted Ilka Moor as saying that the harbour would close.",
        "“We sail,” state radio quoted Ilka Moor as saying.",
        "The Courier cited Ilka Moor as saying: “We sail.”",
    ],
)
def test_whoever_is_quoted_as_saying_it_is_the_speaker(text: str) -> None:
    assert [source.speaker for source in read(text).attributions] == ["Ilka Moor"]
