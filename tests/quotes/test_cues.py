"""What a cue says of the words beside it."""

from __future__ import annotations

import pytest

from quotes.cues import CLASSES, cue_class, cues_of


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("said", "en", "neutral"),
        ("has repeatedly claimed", "en-GB", "distancing"),
        ("Claimed", "", "distancing"),
        ("told us", "en", "neutral"),
        ("pointed out", "en", "endorsing"),
        ("made it clear", "en", "endorsing"),
        ("reportedly said", "en", "distancing"),
        ("was quoted as saying", "en", "neutral"),
        ("according to", "en", "neutral"),
        ("slammed", "en", None),
        ("sagte", "de", "neutral"),
        ("räumte … ein", "de", "endorsing"),
        ("soll gesagt haben", "de", "distancing"),
        ("behaupteten", "de-AT", "distancing"),
        ("a-t-il souligné", "fr", "endorsing"),
        ("aurait déclaré", "fr", "distancing"),
        ("d’après", "fr", "neutral"),
        ("reconoció", "es", "endorsing"),
        ("ha sostenido", "es", "distancing"),
        ("dijo", "es", "neutral"),
        ("said", "eo", None),
        ("", "en", None),
    ],
)
def test_the_longest_listed_phrase_tells_the_class(
    words: str, language: str, expected: str | None
) -> None:
    assert cue_class(words, language) == expected


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_each_cue_of_a_class_is_of_that_class_alone(language: str) -> None:
    for name in CLASSES:
        assert cues_of(name, language), name
        assert {cue: cue_class(cue, language) for cue in cues_of(name, language)} == dict.fromkeys(
            cues_of(name, language), name
        )


def test_cues_of_a_class_come_folded_and_with_what_stands_before_a_participle() -> None:
    assert {"claimed", "has claimed", "pretendait", "soll haben", "ha sostenido"} <= cues_of(
        "distancing"
    )
    assert "has claims" not in cues_of("distancing")


def test_what_is_no_class_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        cues_of("rude")  # type: ignore[arg-type]
