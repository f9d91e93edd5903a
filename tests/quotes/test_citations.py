"""How a quote is cited, by rules written out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.bylines import authors_of, read_name
from quotes.citations import (
    HOW,
    Cited,
    apa,
    apa_in_text,
    bibtex,
    chicago,
    plain,
    quotation,
)

ADDRESS = "https://verbatim.example/quotes/20814/"
REKE = Cited(
    number=20814,
    words=("a bill posted to people who never ordered the meal",),
    kind="direct",
    speakers=("Tomas Reke",),
    byline="By Noor Hallam",
    title="Islands split over ferry tariff",
    outlet="The Aldmoor Courier",
    printed=date(2031, 10, 28),
    text=1,
    address=ADDRESS,
)


def test_chicago_names_the_speaker_then_the_article_it_is_quoted_in() -> None:
    assert plain(chicago(REKE)) == (
        "Tomas Reke, quoted in Noor Hallam, “Islands split over ferry tariff,” The Aldmoor Courier,"
        f" October 28, 2031, text 1, {ADDRESS}."
    )
    assert [run.words for run in chicago(REKE) if run.work] == ["The Aldmoor Courier"]


def test_apa_names_the_article_and_in_the_text_who_is_quoted_in_it() -> None:
    assert plain(apa(REKE)) == (
        "Hallam, N. (2031, October 28). Islands split over ferry tariff. The Aldmoor Courier. "
        f"{ADDRESS} (text 1)"
    )
    assert apa_in_text(REKE) == "(Reke, as quoted in Hallam, 2031)"


def test_bibtex_has_the_article_and_notes_who_spoke() -> None:
    assert bibtex(REKE) == "\n".join(
        [
            "@article{reke2031q20814,",
            "  author = {Hallam, Noor},",
            "  title = {{Islands split over ferry tariff}},",
            "  journal = {The Aldmoor Courier},",
            "  year = {2031},",
            "  month = oct,",
            "  day = {28},",
            f"  url = {{{ADDRESS}}},",
            "  note = {Tomas Reke, quoted; text 1}",
            "}",
        ]
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Cited(number=7, words=("We sail.",), kind="direct", address=ADDRESS)

    assert plain(chicago(bare)) == f"Quoted in untitled article, n.d., text 1, {ADDRESS}."
    assert plain(apa(bare)) == f"[Untitled article]. (n.d.). {ADDRESS} (text 1)"
    assert apa_in_text(bare) == "(as quoted in [Untitled article], n.d.)"
    assert bibtex(bare).startswith("@misc{quotendq7,\n  url = ")
    assert quotation(bare) == "“We sail.”"


def test_without_an_author_the_title_comes_first() -> None:
    by_nobody = replace(REKE, byline="")

    assert plain(chicago(by_nobody)).startswith("Tomas Reke, quoted in “Islands split")
    assert plain(apa(by_nobody)).startswith(
        "Islands split over ferry tariff. (2031, October 28). The"
    )
    assert apa_in_text(by_nobody) == "(Reke, as quoted in “Islands split over ferry”, 2031)"


def test_an_unnamed_source_is_described_as_printed_and_named_by_nothing() -> None:
    unnamed = replace(REKE, speakers=(), unnamed=True, described="a baker on the quay")

    assert plain(chicago(unnamed)).startswith(
        "An unnamed source (“a baker on the quay”), quoted in Noor Hallam,"
    )
    assert apa_in_text(unnamed) == (
        "(an unnamed source (“a baker on the quay”), as quoted in Hallam, 2031)"
    )
    assert "note = {An unnamed source (“a baker on the quay”), quoted; text 1}" in bibtex(unnamed)
    assert bibtex(unnamed).startswith("@article{quote2031q20814,")


@pytest.mark.parametrize(
    ("kind", "act", "expected"),
    [
        ("direct", "said", "“We sail. … Now.” (Tomas Reke)"),
        ("mixed", "said", "We sail. … Now. (Tomas Reke, quoted in part)"),
        ("indirect", "said", "We sail. … Now. (Tomas Reke, paraphrased)"),
        ("direct", "denied", "We sail. … Now. (Tomas Reke, denying it)"),
        ("direct", "imagined", "We sail. … Now. (Tomas Reke, in words imagined for them)"),
    ],
)
def test_only_direct_words_that_were_said_stand_in_quotation_marks(
    kind: str, act: str, expected: str
) -> None:
    cited = replace(REKE, words=("We sail.", "Now."), kind=kind, act=act)

    assert quotation(cited) == expected
    assert f", {HOW[act if act != 'said' else kind]} in " in plain(chicago(cited))


def test_a_title_keeps_its_own_marks_inside_those_of_the_note() -> None:
    asked = replace(REKE, title="Who “owns” the “quay”?")
    assert "“Who ‘owns’ the ‘quay’?” The Aldmoor" in plain(chicago(asked))
    assert "Who “owns” the “quay”? The Aldmoor" in plain(apa(asked))
    assert "“The ‘late’ boat,” The" in plain(chicago(replace(REKE, title='The "late" boat.')))


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Noor Hallam and Jon Aster", "Hallam, N., & Aster, J."),
        ("Von Anna van der Berg", "van der Berg, A."),
        ("Jean-Paul Roux, Ilse M. Marrow und Jon Aster", "Roux, J.-P., Marrow, I. M., & Aster, J."),
        ("Peter Lund Jr.", "Lund, P., Jr."),
        ("Tessaly Wire", "Tessaly Wire."),
        ("Our correspondent", "Our correspondent."),
        ("N. H.", "H., N."),
        ("Hallam", "Hallam."),
        ("山田 太郎", "山田 太郎."),
    ],
)
def test_authors_are_read_from_the_byline(byline: str, expected: str) -> None:
    assert plain(apa(replace(REKE, byline=byline))).startswith(f"{expected} (2031")


def test_several_speakers_and_authors_are_listed() -> None:
    several = replace(REKE, speakers=("A. Tern", "B. Gull", "C. Auk"), byline="X Y, Z W and V U")
    assert plain(chicago(several)).startswith(
        "A. Tern, B. Gull, and C. Auk, quoted in X Y, Z W, and V U, “"
    )
    assert apa_in_text(several) == "(Tern, Gull, and Auk, as quoted in Y et al., 2031)"


def test_what_is_special_to_tex_is_escaped() -> None:
    special = replace(
        REKE,
        title="50% off & {more} #1_a ~ ^ \\ $5",
        outlet="Tern & Gull",
        byline="Tessaly Wire",
        address="https://verbatim.example/q/{1}?a=b&c=%20",
    )
    entry = bibtex(special)

    assert (
        r"title = {{50\% off \& \{more\} \#1\_a \textasciitilde{} \textasciicircum{}"
        r" \textbackslash{} \$5}}" in entry
    )
    assert "author = {{Tessaly Wire}}" in entry
    assert r"journal = {Tern \& Gull}" in entry
    assert "url = {https://verbatim.example/q/%7B1%7D?a=b&c=%20}" in entry


@given(st.text(), st.text(), st.text())
def test_no_title_or_name_breaks_an_entry(title: str, byline: str, name: str) -> None:
    cited = replace(REKE, title=title, byline=byline, speakers=(name,) if name.strip() else ())
    entry = bibtex(cited)
    plain(chicago(cited))
    plain(apa(cited))
    apa_in_text(cited)

    bare = re.sub(r"\\[{}$&#_%]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert re.match(r"@article\{[a-z]+2031q20814,\n", entry)


@given(st.text())
def test_reading_a_name_loses_nothing_but_space(name: str) -> None:
    read = read_name(name)
    assert " ".join(f"{read.given} {read.family} {read.suffix}".split()) == " ".join(name.split())
    authors_of(name)
