"""The marks of each language, and its dashes, in sentences of our own."""

from __future__ import annotations

import pytest

from quotes.extraction import extract

from .read import statements, words_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "“We sail,” said Ilka Moor. “All of us.”", ["We sail,", "All of us."]),
        ("en-GB", "‘We sail,’ said Ilka Moor. ‘All of us.’", ["We sail,", "All of us."]),
        ("de", "„Wir fahren“, sagte Ilka Moor. „Alle.“", ["Wir fahren", "Alle."]),
        ("de", "»Wir fahren«, sagte Ilka Moor. »Alle.«", ["Wir fahren", "Alle."]),
        ("de", "‚Wir fahren‘, sagte Ilka Moor. ‚Alle.‘", ["Wir fahren", "Alle."]),
        ("de-CH", "«Wir fahren», sagte Ilka Moor. «Alle.»", ["Wir fahren", "Alle."]),
        (
            "fr",
            f"«{NBSP}Nous partons{NBSP}», a dit Ilka Moor. «{NBSP}Tous.{NBSP}»",
            ["Nous partons", "Tous."],
        ),
        ("es", "«Salimos ya», dijo Ilka Moor. «Todos.»", ["Salimos ya", "Todos."]),
        ("es", "—Salimos ya —dijo Ilka Moor—. Todos.", ["Salimos ya", "Todos."]),
        ("it", "«Partiamo presto», ha detto Ilka Moor. «Tutti.»", ["Partiamo presto", "Tutti."]),
        ("it", "“Partiamo presto”, ha detto Ilka Moor. “Tutti.”", ["Partiamo presto", "Tutti."]),
        ("pt", "“Partimos já”, disse Ilka Moor. “Todos.”", ["Partimos já", "Todos."]),
        ("pt", "— Partimos já — disse Ilka Moor. — Todos.", ["Partimos já", "Todos."]),
        ("ru", "«Мы выходим», — сказала Илька Моор. «Все.»", ["Мы выходим", "Все."]),
        ("ru", "«Мы выходим, — сказала Илька Моор. — Все».", ["Мы выходим,", "Все"]),
        ("ru", "— Мы выходим, — сказала Илька Моор. — Все.", ["Мы выходим,", "Все."]),
        ("ru", "«Он кричал „земля“ всю ночь», — сказала она.", ["Он кричал „земля“ всю ночь"]),
        ("pl", "„Płyniemy już” – powiedziała Ilka Moor. „Razem.”", ["Płyniemy już", "Razem."]),
        ("pl", "– Płyniemy już – powiedziała Ilka Moor. – Razem.", ["Płyniemy już", "Razem."]),
        ("sv", "”Vi seglar nu”, säger Ilka Moor. ”Allihop.”", ["Vi seglar nu", "Allihop."]),
        ("sv", "– Vi seglar nu, säger Ilka Moor.", ["Vi seglar nu,"]),
        ("da", "»Vi sejler nu,« siger Ilka Moor. »Alle.«", ["Vi sejler nu,", "Alle."]),
        ("da", "– Vi sejler nu, siger Ilka Moor.", ["Vi sejler nu,"]),
        ("nb", "– Vi seiler nå, sier Ilka Moor.", ["Vi seiler nå,"]),
        ("fi", "”Purjehdimme nyt”, sanoo Ilka Moor. ”Kaikki.”", ["Purjehdimme nyt", "Kaikki."]),
        ("zh", "莫尔说：“我们黎明启航，大家一起走。”", ["我们黎明启航，大家一起走。"]),
        ("zh", "莫爾說：「我們黎明啟航，他說『好』。」", ["我們黎明啟航，他說『好』。"]),
        ("ja", "「夜明けに出航します」とモールさんは言った。", ["夜明けに出航します"]),
        ("ja", "モールさんは「彼は『はい』と答えた」と言った。", ["彼は『はい』と答えた"]),
    ],
)
def test_reads_the_marks_of_a_language(language: str, text: str, parts: list[str]) -> None:
    (found,) = statements(text, language)
    assert found.content == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Schiff „Ilka“ lag im Hafen, die Partei „Neue Küste“ tagte."),
        ("fr", "Le bateau « Ilka » est au port."),
        ("es", "El barco «Ilka» está en el puerto."),
        ("it", "La nave «Ilka» è in porto."),
        ("ru", "Корабль «Илька» стоит в порту."),
        ("pl", "Statek „Ilka” stoi w porcie."),
        ("sv", "Båten ”Ilka” ligger i hamnen."),
        ("zh", "“伊尔卡”号停在港口。"),
        ("ja", "「イルカ」号は港にいる。"),
    ],
)
def test_names_in_marks_are_nobodys_words(language: str, text: str) -> None:
    assert statements(text, language) == []


def test_a_list_with_dashes_is_no_dialogue() -> None:
    assert statements("Na mesa:\n\n— pão\n\n— queijo\n\n— vinho", "pt") == []


def test_a_quote_over_paragraphs_is_one_in_any_language() -> None:
    text = "Ela explicou: “Partimos já.\n\n“Todos juntos, e cedo.”"
    (found,) = extract(text, language="pt")
    assert words_of(text, found).content == ["Partimos já.", "Todos juntos, e cedo."]
