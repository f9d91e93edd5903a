"""`manage.py extract`: articles in, quotes out, a line each."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command


class StandardInput:
    def __init__(self, *lines: bytes) -> None:
        self.buffer = io.BytesIO(b"\n".join(lines))


def run(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> tuple[list[Any], str, str]:
    monkeypatch.setattr("sys.stdin", StandardInput(*lines))
    out, err, refusal = io.StringIO(), io.StringIO(), ""
    try:
        call_command("extract", stdout=out, stderr=err)
    except CommandError as error:
        refusal = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), refusal


def article(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_writes_quotes_in_the_shape_of_the_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“We sail,” said Ilka Moor. “At dawn.”"
    rows, err, refusal = run(monkeypatch, article(id="a/1", text=text))
    quote = {
        "content": [[1, 9], [28, 36]],
        "source": [[16, 25]],
        "cue": [[11, 15]],
        "type": "direct",
        "speaker": "Ilka Moor",
        "confidence": 0.95,
        "parent": None,
    }
    assert rows == [{"id": "a/1", "quotes": [quote]}]
    assert (err, refusal) == ("", "")


def test_reads_by_marks_alone_in_a_language_without_a_lexicon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "„Pojedziemy jutro bardzo wcześnie rano“, powiedziała Ilka Moor."
    rows, _, _ = run(monkeypatch, article(id=1, text=text, language="pl"))
    assert [quote["speaker"] for quote in rows[0]["quotes"]] == [None]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"nope", "not JSON"),
        (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
        (b"[]", "an article is an object, not list"),
        (b'{"text": "We sail."}', '"id" is missing'),
        (b'{"id": 1}', '"text" is missing'),
        (b'{"id": 1, "text": 7}', '"text" must be a string, not int'),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_names_a_bad_line_goes_on_and_ends_with_an_error(
    monkeypatch: pytest.MonkeyPatch, line: bytes, why: str
) -> None:
    rows, err, refusal = run(
        monkeypatch, article(id=1, text=""), b"", line, article(id=2, text="No.")
    )
    assert [row["id"] for row in rows] == [1, 2]
    assert err.startswith("line 3: ")
    assert why in err
    assert refusal == "1 line refused, see above"
