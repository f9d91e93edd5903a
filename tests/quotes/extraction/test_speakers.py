"""Who it is, within one article, in sentences of our own."""

from __future__ import annotations

from quotes.extraction import SuggestedAttribution, extract


def paragraphs(*lines: str) -> str:
    return "\n\n".join(lines)


def sources(text: str) -> list[SuggestedAttribution]:
    return [source for quote in extract(text) for source in quote.attributions]


def speakers(text: str) -> list[str | None]:
    return [source.speaker for source in sources(text)]


def test_gives_a_last_name_and_a_title_the_full_name() -> None:
    text = (
        "Deputy Harbour Minister Ilka Moor spoke first.\n\n“We sail,” Moor said. \n\n"
        "“At dawn,” said Ms. Moor.\n\n“All of us,” Minister Moor said."
    )
    assert speakers(text) == ["Ilka Moor"] * 3


def test_knows_a_minister_by_the_title_alone() -> None:
    text = "Harbour Minister Ilka Moor said: “We sail.”\n\n“At dawn,” the minister said."
    assert speakers(text) == ["Ilka Moor", "Ilka Moor"]


def test_resolves_a_pronoun_to_whom_the_sentence_before_was_about() -> None:
    text = paragraphs(
        "Jon Brandt, a pilot, left early.",
        "Minister Ilka Moor stayed in the harbour.",
        "“We sail,” she said.",
    )
    assert speakers(text) == ["Ilka Moor"]


def test_resolves_a_pronoun_past_somebody_of_the_other_gender() -> None:
    text = paragraphs(
        "“We sail,” said Mrs. Ilka Moor.",
        "“We stay,” said Mr. Jon Brandt.",
        "“At dawn,” she added.",
    )
    assert speakers(text) == ["Ilka Moor", "Jon Brandt", "Ilka Moor"]


def test_keeps_two_unnamed_officials_apart() -> None:
    text = paragraphs(
        "“We sail,” a senior port official said.",
        "“We stay,” a Lindish official told reporters.",
        "“At dawn,” the senior port official said.",
        "“Never,” said the Lindish official.",
        "“Not ever,” the official added.",
    )
    port, lindish = "senior port official", "Lindish official"
    assert speakers(text) == [port, lindish, port, lindish, lindish]
    assert {source.sourcing for source in sources(text)} == {"unnamed"}


def test_names_an_unnamed_source_by_its_fullest_description() -> None:
    text = "“We sail,” an official said.\n\n“At dawn,” the senior port official said."
    assert speakers(text) == ["senior port official"] * 2


def test_another_official_is_somebody_else() -> None:
    text = "“We sail,” a port official said.\n\n“We stay,” another port official said."
    first, second = speakers(text)
    assert first != second


def test_tells_organisations_groups_and_documents_from_people() -> None:
    text = paragraphs(
        "“We sail,” the Lindhaven Port Authority said.",
        "“We stay,” officials said.",
        "“No boat sails,” the report said.",
        "“We may sail,” said Ilka Moor.",
    )
    assert [(s.speaker_kind, s.sourcing) for s in sources(text)] == [
        ("organisation", "named"),
        ("group", "unnamed"),
        ("document", "document"),
        ("person", "named"),
    ]


def test_a_pronoun_nobody_is_known_for_still_names_somebody() -> None:
    text = "“We sail,” he said."
    (source,) = sources(text)
    assert (source.speaker, source.sourcing) == (None, "named")


def test_reads_the_antecedent_of_who() -> None:
    text = "The tax is a “disgrace and a shame”, according to Ilka Moor, who said, “We sail.”"
    assert speakers(text) == ["Ilka Moor", "Ilka Moor"]


def test_is_surer_of_a_name_than_of_a_pronoun_and_of_either_than_of_marks_alone() -> None:
    text = paragraphs(
        "“We sail at dawn,” said Ilka Moor.",
        "“We sail at noon,” she said.",
        "There was fog.",
        "The song “we never sail at all today” was heard.",
    )
    named, pronoun, alone = (quote.confidence for quote in extract(text))
    assert named > pronoun > alone


def test_gives_its_reason() -> None:
    (quote,) = extract("“We sail at dawn,” said Ilka Moor.")
    assert quote.reason == "marks + “said” + name in the same sentence"


def test_a_name_may_begin_with_a_small_article() -> None:
    text = paragraphs("“We bake,” said Samir al-Haddar, a baker.", "“At dawn,” Mr al-Haddar said.")
    assert speakers(text) == ["Samir al-Haddar"] * 2
    assert {source.sourcing for source in sources(text)} == {"named"}


def test_names_who_stands_after_counsel_for_somebody() -> None:
    text = "Counsel for the board, Ilka Moor, said it was late. She denied that it was dark."
    assert speakers(text) == ["Ilka Moor", "Ilka Moor"]


def test_two_named_after_their_group_are_two_sources() -> None:
    text = "Pilots of the harbour, Ilka Moor and Jon Brandt, said it was late."
    assert speakers(text) == ["Ilka Moor", "Jon Brandt"]


def test_an_office_told_of_nobody_is_not_given_to_whoever_was_named_before() -> None:
    text = paragraphs(
        "Jon Brandt, a baker, spoke first.",
        "The harbour minister said that the pier would stay shut.",
    )
    assert speakers(text) == ["harbour minister"]


def test_is_less_sure_of_a_name_that_only_a_description_is_taken_to_mean() -> None:
    said = " said that the pier would stay shut."
    taken, named = (
        extract(paragraphs("Ilka Moor spoke first.", f"{source}{said}"))
        for source in ("The minister", "Minister Moor")
    )
    assert taken[0].attributions[0].speaker == named[0].attributions[0].speaker == "Ilka Moor"
    assert taken[0].confidence < named[0].confidence
