"""The demo newsroom: what it marks stands in its articles, and every key leads somewhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "quotes" / "demo"
ROOM: dict[str, Any] = json.loads((DEMO / "newsroom.json").read_text(encoding="utf-8"))
ARTICLES: list[dict[str, Any]] = ROOM["articles"]
CORRECTED = [article for article in ARTICLES if "corrected" in article]
FILES = [article["file"] for article in ARTICLES] + [
    article["corrected"]["file"] for article in CORRECTED
]
QUOTES = [(article, quote) for article in ARTICLES for quote in article["quotes"]]
ACCEPTED = [(article, quote) for article, quote in QUOTES if quote["status"] == "accepted"]
SPEAKERS = {speaker["key"]: speaker for speaker in ROOM["speakers"]}
TARGETS = {target["key"]: target for target in ROOM["targets"]}
KINDS = {"direct", "mixed", "indirect", "term"}
ACTS = {"said", "denied", "imagined", "announced", "declined"}
STATUSES = {"accepted", "suggested", "rejected"}
POSITIONS = {"support", "oppose", "neutral", "mixed", "unclear"}
MARKED = re.compile(r"[“„\"][^“”„\"]+?[”“\"]|«\s?[^»]+»")


def text_of(file: str) -> str:
    """Read a text of the demo, untranslated: a CR would stay a CR."""
    return (DEMO / file).read_bytes().decode("utf-8")


def name_of(quote: dict[str, Any]) -> str:
    """Name a quote in a failure by its first words."""
    return str(quote["content"][0][:30])


def parts_of(text: str, quote: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Place each part at its first occurrence behind the part before it, in code points."""
    end = 0
    for part in quote["content"]:
        start = text.index(part, end)
        end = start + len(part)
        yield start, end


def stances(target: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield (day, speaker, position) of each accepted, unconditional stance towards a target.

    A copy of an article tells nothing new.
    """
    for article, quote in ACCEPTED:
        if "copy_of" in article:
            continue
        for stance in quote["stances"]:
            if stance["target"] == target and not stance["conditional"]:
                yield (
                    quote.get("said_on", article["published_at"][:10]),
                    quote["speaker"],
                    stance["position"],
                )


@pytest.mark.parametrize("file", FILES)
def test_a_text_is_plain_and_of_the_length_of_an_article(file: str) -> None:
    text = text_of(file)
    assert 1_500 <= len(text.encode()) <= 6_000
    assert not set(text) & {"\r", "\0", "\t", "\ufeff", "\u200e", "\u200f"}
    assert all(line == line.strip() for line in text.split("\n"))
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_no_text_lies_there_unused() -> None:
    assert sorted(FILES) == sorted(path.name for path in DEMO.glob("*.txt"))


@pytest.mark.parametrize(
    ("article", "quote"), QUOTES, ids=lambda value: value.get("file") or name_of(value)
)
def test_every_marked_word_stands_in_its_article(
    article: dict[str, Any], quote: dict[str, Any]
) -> None:
    text = text_of(article["file"])
    assert len(list(parts_of(text, quote))) == len(quote["content"])
    assert quote["kind"] == "term" or all(text.count(part) == 1 for part in quote["content"])
    said = [quote.get(key) for key in ("cue", "mention", "descriptor", "condition", "addressee")]
    assert all(words in text for words in [*said, *quote.get("relays", ())] if words)


@pytest.mark.parametrize("word", ["cue", "mention"])
def test_words_that_stand_twice_say_where(word: str) -> None:
    for article, quote in QUOTES:
        text, words, at = text_of(article["file"]), quote[word], quote.get(f"{word}_at")
        if words and (at is not None or text.count(words) > 1):
            assert text[at : at + len(words)] == words, name_of(quote)
            around = text[at - 1 : at + len(words) + 1]
            assert re.search(rf"\b{re.escape(words)}\b", around), name_of(quote)


@pytest.mark.parametrize("word", ["cue", "mention"])
def test_cue_and_mention_stand_outside_the_content(word: str) -> None:
    for article, quote in QUOTES:
        text = text_of(article["file"])
        start = quote.get(f"{word}_at", text.find(quote[word] or ""))
        end = start + len(quote[word] or "")
        inside = [first for first, last in parts_of(text, quote) if first < end and start < last]
        assert not inside, name_of(quote)


def test_everything_in_quotation_marks_is_somebodys_quote() -> None:
    for article in ARTICLES:
        text = text_of(article["file"])
        kept = {
            at
            for quote in article["quotes"]
            for span in parts_of(text, quote)
            for at in range(*span)
        }
        assert all(kept & {m.start() + 1, m.start() + 2} for m in MARKED.finditer(text)), article[
            "file"
        ]


def test_only_words_of_the_design_are_used() -> None:
    assert {quote["kind"] for _, quote in QUOTES} == KINDS
    assert {quote["act"] for _, quote in QUOTES} == ACTS
    assert {quote["status"] for _, quote in QUOTES} == STATUSES
    for _, quote in QUOTES:
        assert {stance["position"] for stance in quote["stances"]} <= POSITIONS
        assert (quote["sourcing"] == "unnamed") == (quote["unnamed"] is not None)
        assert (quote["sourcing"] in {"named", "document"}) == (quote["speaker"] is not None)
        assert quote["status"] == "accepted" or not quote["stances"]


def test_every_key_leads_somewhere() -> None:
    roles = [role for speaker in SPEAKERS.values() for role in speaker["roles"]]
    speakers = [role.get("organisation_key") for role in roles]
    speakers += [speaker.get("part_of") for speaker in SPEAKERS.values()]
    speakers += [target.get("speaker") for target in TARGETS.values()]
    speakers += [quote["speaker"] for _, quote in QUOTES]
    targets = [target.get("part_of") for target in TARGETS.values()]
    targets += [stance["target"] for _, quote in QUOTES for stance in quote["stances"]]
    assert {key for key in speakers if key} <= SPEAKERS.keys()
    assert {key for key in targets if key} <= TARGETS.keys()
    assert {article["outlet"] for article in ARTICLES} == {
        outlet["name"] for outlet in ROOM["outlets"]
    }


def test_no_key_and_no_name_is_given_twice() -> None:
    names = [name for speaker in SPEAKERS.values() for name in {speaker["name"], *speaker["names"]}]
    assert len(names) == len(set(names))
    assert (len(SPEAKERS), len(TARGETS)) == (len(ROOM["speakers"]), len(ROOM["targets"]))
    assert len({article["url"] for article in ARTICLES}) == len(ARTICLES)


def test_a_document_speaks_as_a_document() -> None:
    for _, quote in QUOTES:
        speaker = SPEAKERS.get(quote["speaker"])
        assert (quote["sourcing"] == "document") == (
            speaker is not None and speaker["kind"] == "document"
        )


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_quotes_for_and_against(target: str) -> None:
    assert {"support", "oppose"} <= {position for _, _, position in stances(target)}


@pytest.mark.parametrize(
    ("speaker", "target", "positions"),
    [
        ("pasco-quell", "ferry-tariff-act", ["support", "support", *["oppose"] * 4]),
        ("henrik-solve", "ferry-tariff-act", [*["oppose"] * 4, "support"]),
        ("ona-vell", "coastal-quota-reform", ["oppose", "support"]),
    ],
)
def test_somebody_changes_side(speaker: str, target: str, positions: list[str]) -> None:
    said = sorted((day, position) for day, who, position in stances(target) if who == speaker)
    assert [position for _, position in said] == positions
    assert len({day for day, _ in said}) == len(said)


def test_the_eighteen_months_the_outlets_and_the_languages_are_there() -> None:
    days = sorted(article["published_at"][:10] for article in ARTICLES)
    assert len(ARTICLES) == 15
    assert len({day[:7] for day in days}) >= 12
    assert days[0] < "2031-02"
    assert days[-1] >= "2032-07"
    assert len(ROOM["outlets"]) >= 3
    assert {article["language"] for article in ARTICLES} >= {"en", "ar", "de", "fr"}


def test_a_copy_has_the_same_words_and_is_cut_at_its_end() -> None:
    (copy,) = [article for article in ARTICLES if "copy_of" in article]
    whole, cut = text_of(copy["copy_of"]), text_of(copy["file"])
    same = set(whole.split("\n\n")) & set(cut.split("\n\n"))
    assert len(same) >= 2
    assert len(cut) < 0.8 * len(whole)
    assert "claimed" in cut
    assert "claimed" not in whole


def test_most_quotes_are_accepted_and_some_wait() -> None:
    waiting = sum(quote["status"] == "suggested" for _, quote in QUOTES)
    refused = sum(quote["status"] == "rejected" for _, quote in QUOTES)
    assert 16 <= waiting <= 24
    assert 3 <= refused <= 5
    assert len(ACCEPTED) > 3 * waiting
    assert sum(quote["kind"] == "direct" for _, quote in QUOTES) > len(QUOTES) / 2


def test_a_correction_changes_two_quotes_and_adds_a_sentence() -> None:
    (article,) = CORRECTED
    first, second = text_of(article["file"]), text_of(article["corrected"]["file"])
    altered = [
        quote for quote in article["quotes"] if not all(part in second for part in quote["content"])
    ]
    assert len(altered) == 2
    assert ["corrected" in quote for quote in altered] == [True, False]
    assert 50 < len(second) - len(first) < 150
    assert article["corrected"]["dated"] > article["published_at"][:10]
    assert article["corrected"]["note"].startswith("Correction")


@pytest.mark.parametrize(
    "pattern",
    [
        r"“[^”]+”[^“”]+\b(said|told)\b[^“”]+“",  # split by its cue
        r"“[^”\"]+\"",  # opened curly, closed straight
        r"\"[^”\"]+”",  # and the other way about
        r"\"[^\"”]+,\" ",  # straight on both sides
        r"“[^”]*‘[^’”]+’[^”]*”",  # a quote in a quote
        r"“[^”]+\n\n“[^”]+\n\n“[^”]+”",  # runs on over three paragraphs
        r"\bper state radio\b",
        r"\btold reporters\b",
        r"\bon condition of anonymity\b",
        r"[a-z]: “[A-Z][^”]+\.”",  # a document after a colon
        r"“[^”]*[\U00010000-\U0010FFFF][^”]*”",  # code points are not UTF-16 units here
        r"«[^»]+»",
        r"[\u0600-\u06FF]+: «",
    ],
)
def test_the_articles_hold_what_makes_quotes_hard(pattern: str) -> None:
    assert any(re.search(pattern, text_of(file)) for file in FILES)


def test_one_article_has_two_unnamed_officials_and_one_is_just_the_official() -> None:
    by_article = [
        {quote["unnamed"] for quote in article["quotes"]} - {None} for article in ARTICLES
    ]
    assert max(map(len, by_article)) >= 2
    assert any(quote["mention"] == "the official" for _, quote in QUOTES)


def test_some_sources_are_pronouns() -> None:
    assert {"he", "she", "She", "It"} <= {quote["mention"] for _, quote in QUOTES}
