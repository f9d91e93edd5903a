"""Which position a hint offers: where the words say so plainly, and nothing where they do not."""

import re
from typing import Any

import pytest

from quotes.positions import Said, Target, positions_of

TARGETS = {
    1: Target(("Harbour levy",)),
    2: Target(("Fisheries Reform Act",)),
    3: Target(("Ada Quist", "Adda Quistova"), is_person=True),
    4: Target(("Winter ferry",)),
    5: Target(("Schooling ban",)),
    6: Target(("Hafensteuer", "Taxe du port", "Tasa del puerto")),
}
ABOUT = "\n\nThe harbour levy and the Fisheries Reform Act are before the house of Ada Quist."
MARKED = re.compile(r"[⟦⟧‹›]")


def said(marked: str, **more: Any) -> Said:
    """Read a sentence in which ⟦⟧ stand round what was said, ‹› round the cue."""
    spans: dict[str, list[tuple[int, int]]] = {"⟦": [], "‹": []}
    opened = 0
    for removed, mark in enumerate(MARKED.finditer(marked)):
        at = mark.start() - removed
        if mark[0] in spans:
            opened = at
        else:
            spans["⟦" if mark[0] == "⟧" else "‹"].append((opened, at))
    text = MARKED.sub("", marked)
    kind = more.pop("kind", "direct" if text[spans["⟦"][0][0] - 1] == "“" else "indirect")
    cue = tuple(spans["‹"])
    return Said(text + ABOUT, tuple(spans["⟦"]), cue=cue, kind=kind, **more)


def hinted(marked: str, **more: str) -> list[str]:
    """Answer what is hinted, as "oppose 1" or "support 2 if"."""
    found = positions_of(said(marked, **more), TARGETS)
    return [
        f"{hint.position} {pk}{' if' if hint.conditional else ''}" for pk, hint in found.items()
    ]


OPPOSED = """
    Reke ‹opposed› ⟦the harbour levy⟧.
    Reke ‹rejected› ⟦the harbour levy as unfair to small boats⟧.
    Reke ‹criticised› ⟦the levy⟧.
    The union ‹has condemned› ⟦the new harbour levy⟧ in strong words.
    Reke ‹objected to› ⟦the harbour levy⟧.
    Reke ‹spoke out against› ⟦the harbour levy⟧.
    Reke ‹called for› ⟦the repeal of the harbour levy⟧.
    Reke ‹called for› ⟦an end to the levy⟧.
    Reke ‹demanded› ⟦the withdrawal of the harbour levy⟧.
    Reke ‹vowed› ⟦to fight the harbour levy⟧.
    Reke ‹urged› ⟦the council to scrap the harbour levy⟧.
    Reke ‹refused› ⟦to back the levy⟧.
    Reke ‹said› ⟦that he opposed the harbour levy⟧.
    Reke ‹said› ⟦he would vote against the levy⟧.
    Reke ‹said› ⟦the harbour levy must not pass⟧.
    Reke ‹said› ⟦that the harbour levy should be dropped⟧.
    Reke ‹said› ⟦the levy was a mistake⟧.
    Reke ‹does not support› ⟦the harbour levy⟧.
    “⟦I oppose the harbour levy⟧,” Reke ‹said›.
    “⟦We are against the levy⟧,” Reke ‹said›.
    “⟦I am firmly against this levy, and so is my boat⟧,” ‹said› Reke.
    “⟦I cannot support the levy⟧,” Reke ‹said›.
    “⟦We will never accept the harbour levy⟧,” Reke ‹said›.
    “⟦The levy must go⟧,” Reke ‹said›.
    “⟦This levy must never become law⟧,” Reke ‹said›.
    “⟦They should scrap the levy at once⟧,” Reke ‹said›.
    “⟦We do not need a harbour levy⟧,” Reke ‹said›.
    “⟦The harbour levy is unfair⟧,” Reke ‹said›.
    “⟦The levy is simply wrong⟧,” Reke ‹said›.
    “⟦Drop the levy!⟧” they ‹chanted›.
    “⟦No to the harbour levy!⟧” they ‹chanted›.
    “⟦I would abolish the levy tomorrow⟧,” Reke ‹said›.
    “⟦I read the levy twice, and I oppose it⟧,” Reke ‹said›.
"""
SUPPORTED = """
    Quist’s deputy ‹welcomed› ⟦the harbour levy⟧.
    The mayor ‹backed› ⟦the levy⟧.
    The mayor ‹praised› ⟦the harbour levy as the fairest in years⟧.
    The mayor ‹called for› ⟦a harbour levy⟧.
    The mayor ‹defended› ⟦the harbour levy against its critics⟧.
    The mayor ‹vowed› ⟦to keep the harbour levy⟧.
    The mayor ‹urged› ⟦members to pass the harbour levy⟧.
    The mayor ‹said› ⟦that she supported the harbour levy⟧.
    The mayor ‹said› ⟦the harbour levy must stay⟧.
    The mayor ‹said› ⟦the levy should not be dropped⟧.
    “⟦I support the harbour levy⟧,” the mayor ‹said›.
    “⟦I am for the levy, and always was⟧,” the mayor ‹said›.
    “⟦We are in favour of this levy⟧,” the mayor ‹said›.
    “⟦We need the harbour levy⟧,” the mayor ‹said›.
    “⟦Parliament must pass the levy⟧,” the mayor ‹said›.
    “⟦The levy is fair⟧,” the mayor ‹said›.
    “⟦It is late. The levy is a good idea⟧,” the mayor ‹said›.
    “⟦Keep the levy!⟧” they ‹chanted›.
    “⟦I will vote for the levy⟧,” the mayor ‹said›.
"""
SILENT = """
    The mayor ‹said› ⟦the ban on opponents of the levy was lifted⟧.
    The mayor ‹said› ⟦that opponents of the harbour levy would meet⟧.
    The mayor ‹said› ⟦support for the harbour levy was falling⟧.
    The mayor ‹does not oppose› ⟦the harbour levy⟧.
    The mayor ‹said› ⟦that the union opposed the harbour levy⟧.
    The mayor ‹said› ⟦Reke was against the levy⟧.
    The mayor ‹said› ⟦critics call the harbour levy unfair⟧.
    The mayor ‹said› ⟦that the council would vote on the levy in May⟧.
    The mayor ‹welcomed› ⟦the judges who are to read the harbour levy⟧.
    The mayor ‹welcomed› ⟦Reke’s remarks on the harbour levy⟧.
    The mayor ‹opposed› ⟦exceptions to the harbour levy⟧.
    The mayor ‹rejected› ⟦criticism of the harbour levy⟧.
    The mayor ‹opposed› ⟦the income levy⟧.
    The mayor ‹asked› ⟦whether they opposed the harbour levy⟧.
    “⟦Do I oppose the levy?⟧” the mayor ‹asked›.
    “⟦They say the levy is unfair⟧,” the mayor ‹said›.
    “⟦He told me that he opposes the levy⟧,” the mayor ‹said›.
    “⟦If I opposed the levy, you would know⟧,” the mayor ‹said›.
    “⟦I used to oppose the levy⟧,” the mayor ‹said›.
    “⟦I opposed the levy for years⟧,” the mayor ‹said›.
    “⟦I support the levy. I also oppose the levy⟧,” the mayor ‹said›.
    “⟦The levy is forty pages long⟧,” the mayor ‹said›.
    “⟦The levy is not a disaster⟧,” the mayor ‹said›.
    “⟦I do not oppose the levy⟧,” the mayor ‹said›.
    “⟦I am neither for nor against the levy⟧,” the mayor ‹said›.
    “⟦I am not saying the levy must go⟧,” the mayor ‹said›.
    “⟦I like the harbour, and I oppose noise⟧,” the mayor ‹said›.
    “⟦Some people oppose the harbour levy⟧,” the mayor ‹said›.
    “⟦For a year the levy was law⟧,” the mayor ‹said›.
    “⟦The man for the levy is Reke⟧,” the mayor ‹said›.
    “⟦We are against delay of the levy⟧,” the mayor ‹said›.
    “⟦Who needs the levy?⟧” the mayor ‹said›.
    “⟦The levy should surprise nobody⟧,” the mayor ‹said›.
    “⟦We need to talk about the levy⟧,” the mayor ‹said›.
    “⟦I want the levy explained⟧,” the mayor ‹said›.
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


@pytest.mark.parametrize("sentence", lines(OPPOSED))
def test_plain_words_against_are_told(sentence: str) -> None:
    assert hinted(sentence) == ["oppose 1"]


@pytest.mark.parametrize("sentence", lines(SUPPORTED))
def test_plain_words_for_are_told(sentence: str) -> None:
    assert hinted(sentence) == ["support 1"]


@pytest.mark.parametrize("sentence", lines(SILENT))
def test_where_the_words_do_not_say_so_nothing_is_told(sentence: str) -> None:
    assert hinted(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“⟦I would support the levy if it spared small boats⟧,” Reke ‹said›.",
        "“⟦Unless it spares small boats, I oppose the levy⟧,” Reke ‹said›.",
        "“⟦I support the levy as long as it spares small boats⟧,” Reke ‹said›.",
        "Reke ‹said› ⟦he would vote against the levy unless it was changed⟧.",
    ],
)
def test_a_condition_is_told(sentence: str) -> None:
    ((hint),) = hinted(sentence)
    assert hint in {"support 1 if", "oppose 1 if"}


def test_each_target_has_the_position_of_its_own_clause() -> None:
    assert hinted("“⟦I support the Reform Act, but I oppose the harbour levy⟧,” Reke ‹said›.") == [
        "oppose 1",
        "support 2",
    ]


def test_people_are_praised_and_blamed() -> None:
    assert hinted("Reke ‹accused› Ada Quist ⟦of forgetting the islands⟧.") == ["oppose 3"]
    assert hinted("Reke ‹thanked› ⟦Ms Quist for her patience⟧.") == ["support 3"]
    assert hinted("Reke ‹thanked› ⟦Quist’s driver for his patience⟧.") == []


def test_an_alias_is_the_target() -> None:
    assert hinted("Reke ‹praised› ⟦Adda Quistova for her patience⟧.") == ["support 3"]


def test_a_ban_is_a_target_and_not_the_end_of_another() -> None:
    assert hinted("Reke ‹welcomed› ⟦the schooling ban⟧.") == ["support 5"]


def test_of_a_word_two_targets_share_nothing_is_told() -> None:
    two = {1: Target(("Harbour levy",)), 2: Target(("Fisheries levy",))}
    both = said("“⟦I oppose the levy⟧,” Reke ‹said›.")

    assert positions_of(both, two) == {}


@pytest.mark.parametrize("act", ["denied", "imagined", "declined"])
def test_words_that_nobody_said_tell_nothing(act: str) -> None:
    assert hinted("“⟦I oppose the harbour levy⟧,” Reke ‹said›.", act=act) == []


def test_a_view_quoted_inside_is_not_the_speakers() -> None:
    outer = said("“⟦She wrote, ‘I oppose the harbour levy,’ and left⟧,” Reke ‹said›.")
    start = outer.text.index("I oppose")

    inside = ((start, start + len("I oppose the harbour levy,")),)
    assert positions_of(Said(**{**vars(outer), "nested": inside}), TARGETS) == {}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("de", "„⟦Ich bin gegen die Hafensteuer⟧“, ‹sagte› Reke.", ["oppose 6"]),
        ("de", "„⟦Wir lehnen die Hafensteuer ab⟧“, ‹sagte› Reke.", ["oppose 6"]),
        ("de", "„⟦Wir unterstützen die Hafensteuer⟧“, ‹sagte› Reke.", ["support 6"]),
        ("de", "„⟦Ich bin nicht gegen die Hafensteuer⟧“, ‹sagte› Reke.", []),
        ("de", "Reke ‹kritisierte› ⟦die Hafensteuer⟧.", ["oppose 6"]),
        ("fr", "« ⟦Je suis contre la taxe du port⟧ », ‹a dit› Reke.", ["oppose 6"]),
        ("fr", "« ⟦Nous soutenons la taxe du port⟧ », ‹a dit› Reke.", ["support 6"]),
        ("fr", "« ⟦Je ne suis pas contre la taxe du port⟧ », ‹a dit› Reke.", []),
        ("es", "«⟦Estamos en contra de la tasa del puerto⟧», ‹dijo› Reke.", ["oppose 6"]),
        ("es", "«⟦Apoyo la tasa del puerto⟧», ‹dijo› Reke.", ["support 6"]),
        ("es", "«⟦No apoyo la tasa del puerto⟧», ‹dijo› Reke.", ["oppose 6"]),
        ("pl", "„⟦Jestem przeciw Hafensteuer⟧”, ‹powiedział› Reke.", []),
    ],
)
def test_plain_words_of_other_languages(language: str, sentence: str, found: list[str]) -> None:
    assert hinted(sentence, language=language, kind="direct") == found


def test_the_hint_shows_the_words_it_goes_by() -> None:
    quote = said("“⟦It is late. We will never accept the harbour levy⟧,” Reke ‹said›.")

    assert positions_of(quote, TARGETS)[1].words == "We will never accept the harbour levy"


def test_long_and_odd_content_is_read_in_step_with_its_length() -> None:
    for word in ("I oppose ", "the levy ", "if ", "“", "and that "):
        text = word * 20_000
        assert positions_of(Said(text, ((0, len(text)),)), TARGETS) is not None
