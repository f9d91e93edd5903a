"""Quotes in a changed text: exact, moved, altered, gone or asked about, and never guessed."""

from quotes.anchoring import Marked, Place, place_quotes
from quotes.spans import Spans
from tests.factories import find_parts

OLD = (
    "The assembly met at noon.\n\n"
    "Mr Reke called it “a bill posted to people who never ordered the meal” and left.\n\n"
    "“I can live with a tariff,” Mr Solve said. “I cannot live with one that changes every "
    "quarter.”\n\n"
    "A harbour official promised that vessels would be inspected “in good time”.\n\n"
    "The ministry did not answer questions about vessels under twelve metres."
)


def place(new: str, old: str = OLD, **parts: str | list[str]) -> Place:
    marked = {name: spans(old, words) for name, words in parts.items()}
    (placed,) = place_quotes(old, new, [Marked(1, marked)])
    return placed


def spans(text: str, words: str | list[str]) -> Spans:
    return find_parts(text, [words] if isinstance(words, str) else words)


def words(text: str, placed: Place) -> dict[str, list[str]]:
    return {name: [text[start:end] for start, end in found] for name, found in placed.parts.items()}


def test_a_paragraph_before_it_moves_its_offsets_only() -> None:
    new = "Ferries ran.\n\n" + OLD
    placed = place(new, content="a bill posted to people who never ordered the meal")
    assert placed.outcome == "exact"
    assert words(new, placed)["content"] == ["a bill posted to people who never ordered the meal"]


def test_a_changed_word_is_proposed_with_all_parts_of_the_quote() -> None:
    new = OLD.replace("every quarter", "twice a year")
    parts = ["I can live with a tariff,", "I cannot live with one that changes every quarter."]
    placed = place(new, content=parts, cue="said", mention="Mr Solve")
    assert placed.outcome == "altered"
    assert words(new, placed) == {
        "content": [parts[0], "I cannot live with one that changes twice a year."],
        "cue": ["said"],
        "mention": ["Mr Solve"],
    }


def test_words_added_before_the_closing_mark_are_part_of_what_was_said() -> None:
    new = OLD.replace("ordered the meal”", "ordered the meal, and never will”")
    placed = place(new, content="a bill posted to people who never ordered the meal")
    assert placed.outcome == "altered"
    assert words(new, placed)["content"] == [
        "a bill posted to people who never ordered the meal, and never will"
    ]


def test_words_added_after_the_opening_mark_are_part_of_what_was_said() -> None:
    new = OLD.replace("“a bill posted", "“nothing but a bill posted")
    placed = place(new, content="a bill posted to people who never ordered the meal")
    assert placed.outcome == "altered"
    assert words(new, placed)["content"] == [
        "nothing but a bill posted to people who never ordered the meal"
    ]


def test_the_same_content_with_another_mention_is_altered_in_that_part_alone() -> None:
    new = OLD.replace("Mr Reke called", "Ms Ostrander called")
    content = "a bill posted to people who never ordered the meal"
    placed = place(new, content=content, mention="Mr Reke", cue="called")
    assert placed.outcome == "altered"
    assert words(new, placed) == {"content": [content], "cue": ["called"]}


def test_a_paragraph_cut_out_and_put_elsewhere_moves_as_a_whole() -> None:
    first, *middle, last = OLD.split("\n\n")
    new = "\n\n".join([first, last, *middle[1:], middle[0]])
    content = "a bill posted to people who never ordered the meal"
    placed = place(new, content=content, mention="Mr Reke")
    assert placed.outcome == "moved"
    assert words(new, placed) == {"content": [content], "mention": ["Mr Reke"]}


def test_the_same_sentence_twice_is_asked_about() -> None:
    new = OLD.replace(
        "A harbour official promised that vessels would be inspected “in good time”.",
        "Per state radio, an official said vessels would be inspected “in good time”. The paper "
        "knows that vessels would be inspected “in good time”.",
    )
    content = "vessels would be inspected “in good time”"
    placed = place(new, content=content, mention="A harbour official")
    assert placed.outcome == "ambiguous"
    assert [new[slice(*found["content"][0])] for found in placed.candidates] == [content, content]


def test_a_sentence_put_in_twice_with_the_old_neighbours_shared_out_is_asked_about() -> None:
    content = "It will sail."
    placed = place("One. It will sail. Z. It will sail. Two.", "One. It will sail. Two.",
                   content=content)  # fmt: skip
    assert placed.outcome == "ambiguous"
    assert len(placed.candidates) == 2


def test_of_two_places_one_left_is_asked_about() -> None:
    content = "It will sail."
    placed = place("One. It will sail. Two.", "One. It will sail. Z. It will sail. Two.",
                   content=content)  # fmt: skip
    assert placed.outcome == "ambiguous"
    assert len(placed.candidates) == 1


def test_a_caption_that_repeats_the_words_does_not_unsettle_an_unchanged_paragraph() -> None:
    new = OLD + "\n\nVessels in port: vessels would be inspected “in good time”, says the ministry."
    content = "vessels would be inspected “in good time”"
    placed = place(new, content=content, mention="A harbour official")
    assert placed.outcome == "exact"
    assert placed.parts["content"] == spans(new, content)


def test_altered_words_that_stand_unaltered_in_somebody_elses_mouth_are_asked_about() -> None:
    new = OLD.replace("be inspected “in good time”", "be checked “in good time”")
    new += "\n\nThe harbour ministry: vessels would be inspected “in good time”."
    placed = place(new, content="vessels would be inspected “in good time”")
    assert placed.outcome == "ambiguous"
    assert words(new, placed)["content"] == ["vessels would be checked “in good time”"]


def test_what_is_printed_there_now_is_told_of_a_quote_that_is_gone() -> None:
    new = OLD.replace(
        "did not answer questions about vessels under twelve metres", "answered on Wednesday"
    )
    placed = place(new, content="did not answer questions about vessels under twelve metres")
    assert placed.outcome == "gone"
    assert not placed.parts
    assert new[slice(*placed.near)] == "answered on Wednesday"


def test_scripts_without_spaces_are_compared_by_character() -> None:
    old, new = "彼は「港は金曜日に開く」と述べた。", "彼は「港は土曜日に開く」と述べた。"
    placed = place(new, old, content="港は金曜日に開く")
    assert placed.outcome == "altered"
    assert words(new, placed)["content"] == ["港は土曜日に開く"]
