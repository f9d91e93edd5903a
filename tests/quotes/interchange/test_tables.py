"""CSV that every program reads, and of which a spreadsheet computes nothing."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.interchange.tables import as_printed, csv_bytes, csv_lines


def read(written: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(written.decode(), newline=""))]


@pytest.mark.parametrize("begins", [*"=+-@\t\r"])
def test_what_begins_like_a_formula_is_text(begins: str) -> None:
    (_, row) = read(csv_bytes(["name"], [[f"{begins}1+1"]]))
    assert row == [f"'{begins}1+1"]


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    written = csv_bytes(["n", "net", "none"], [[-3, -0.5, None]])
    assert written == b"n,net,none\r\n-3,-0.5,\r\n"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(texts | st.from_regex(r"'*[=+@'-][a-z]*", fullmatch=True)))
def test_words_come_back_as_they_were(words: list[str]) -> None:
    row = read(csv_bytes(["a"], [["x", *words]]))[1]
    assert [as_printed(cell) for cell in row[1:]] == words


@given(st.lists(texts))
def test_raw_words_are_as_they_were(words: list[str]) -> None:
    written = "".join(csv_lines(["a"], [["x", *words]], raw=True))
    assert read(written.encode())[1][1:] == words


def test_a_table_is_written_line_by_line() -> None:
    endless = ([n] for n in iter(int, 1))
    lines = csv_lines(["n"], endless)
    assert [next(lines), next(lines)] == ["n\r\n", "0\r\n"]
