"""CSV that every program reads, and of which a spreadsheet computes nothing."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.interchange.tables import FORMULAS, csv_bytes, csv_pieces, csv_rows


def read(written: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(written.decode(), newline=""))]


@pytest.mark.parametrize("begins", [*"=+-@\t\r"])
def test_what_begins_like_a_formula_is_text(begins: str) -> None:
    (_, row) = read(csv_bytes(["name"], [[f"{begins}1+1"]]))
    assert row == [f"'{begins}1+1"]


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    written = csv_bytes(["n", "net", "none"], [[-3, -0.5, None]])
    assert written == b"n,net,none\r\n-3,-0.5,\r\n"


def as_printed(cell: str) -> str:
    """Take away what keeps a spreadsheet from computing, as who reads the file may."""
    is_kept = cell.startswith("'") and cell.lstrip("'").startswith(FORMULAS)
    return cell[1:] if is_kept else cell


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(texts | st.from_regex(r"'*[=+@'-][a-z]*", fullmatch=True)))
def test_words_come_back_as_they_were(words: list[str]) -> None:
    row = read(csv_bytes(["a"], [["x", *words]]))[1]
    assert [as_printed(cell) for cell in row[1:]] == words


@given(st.lists(texts))
def test_raw_words_are_as_they_were(words: list[str]) -> None:
    assert read(csv_rows([["x", *words]], raw=True))[0][1:] == words


def test_a_table_is_written_as_its_rows_come() -> None:
    endless = ([n] for n in iter(int, 1))
    pieces = csv_pieces(["n"], endless)
    first, second = next(pieces), next(pieces)
    assert first.startswith(b"n\r\n0\r\n")
    assert {*second.split(b"\r\n")} == {b"0", b""}
