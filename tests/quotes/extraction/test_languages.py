"""German and French, in sentences of our own; other languages by marks alone."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from tests.quotes.extraction.read import Words, part, statements


@pytest.mark.parametrize(
    ("text", "content", "cue", "mention"),
    [
        (
            "„Wir fahren morgen“, sagte Frau Moor am Freitag. „Der Wind ist gut.“",
            ["Wir fahren morgen", "Der Wind ist gut."],
            "sagte",
            "Frau Moor",
        ),
        (
            "Die Ministerin Ilka Moor sagte, der Hafen bleibe offen.",
            ["der Hafen bleibe offen"],
            "sagte",
            "Die Ministerin Ilka Moor",
        ),
        (
            "Ilka Moor erklärte am Montag, dass der Hafen offen bleibe.",
            ["dass der Hafen offen bleibe"],
            "erklärte",
            "Ilka Moor",
        ),
        ("Laut Ilka Moor bleibt der Hafen offen.", ["bleibt der Hafen offen"], "Laut", "Ilka Moor"),
        (
            "„Der Hafen bleibt offen“, so die Sprecherin.",
            ["Der Hafen bleibt offen"],
            "so",
            "die Sprecherin",
        ),
        (
            "»Das ist falsch«, teilte die Behörde mit.",
            ["Das ist falsch"],
            "teilte mit",
            "die Behörde",
        ),
        ("Der Sprecher rief: „Das ist falsch.“", ["Das ist falsch."], "rief", "Der Sprecher"),
    ],
)
def test_reads_german(text: str, content: list[str], cue: str, mention: str) -> None:
    assert statements(text, "de") == [Words(content, cue, [mention])]


@pytest.mark.parametrize(
    ("text", "content", "cue", "mention"),
    [
        ("« Nous partons », a déclaré Mme Moor.", "Nous partons", "a déclaré", "Mme Moor"),
        ("«Nous partons», a-t-il ajouté.", "Nous partons", "a-t-il ajouté", "il"),
        ("« Nous partons », affirme-t-elle.", "Nous partons", "affirme", "elle"),
        (
            "Selon M. Brandt, le port restera ouvert.",
            "le port restera ouvert",
            "Selon",
            "M. Brandt",
        ),
        (
            "Ilka Moor a affirmé que le port resterait ouvert.",
            "que le port resterait ouvert",
            "a affirmé",
            "Ilka Moor",
        ),
        ("La ministre a dit qu’elle viendrait.", "qu’elle viendrait", "a dit", "La ministre"),
    ],
)
def test_reads_french(text: str, content: str, cue: str, mention: str) -> None:
    assert statements(text, "fr") == [Words([content], cue, [mention])]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("„Wir fahren“, sagte Frau Moor am Freitag.", "de", "Freitag"),
        ("« Nous partons », a déclaré Mme Moor vendredi.", "fr", "vendredi"),
    ],
)
def test_reads_the_day(text: str, language: str, day: str) -> None:
    (quote,) = extract(text, language=language)
    assert part(text, quote.occasion) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قالت إيلكا مور: “سنبحر غدا عند الفجر”.", "ar"),
        ("אמרה אילקה: „אנחנו יוצאים מחר בבוקר“.", "he"),
        ("穆尔说：“我们明天清晨一起出海吧。”", "zh"),
    ],
)
def test_reads_marks_after_the_verb_where_it_has_no_words_of_the_language(
    text: str, language: str
) -> None:
    (quote,) = extract(text, language=language)
    assert text[slice(*quote.content[0])] in text.replace("„", "“").replace("“", "|").replace(
        "”", "|"
    ).split("|")


@pytest.mark.parametrize(
    ("text", "language", "mention"),
    [
        ("« Nous partons », a déclaré mardi la maire Ilse Moor.", "fr", "la maire Ilse Moor"),
        ("«Salimos», dijo el lunes la ministra Ilse Moor.", "es", "la ministra Ilse Moor"),
    ],
)
def test_reads_who_said_it_past_the_day(text: str, language: str, mention: str) -> None:
    (quote,) = extract(text, language=language)
    assert [part(text, span) for span in quote.attributions[0].mention] == [mention]
