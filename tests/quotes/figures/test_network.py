"""The network of what is stored: who takes part, what is left out, merges, and every filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser

from quotes.commands import fold_tallies
from quotes.models import Attribution, StatementFamily
from quotes.networks.choices import Choice
from quotes.queries.figures.network import Asked, Network, find_network
from quotes.queries.filters import QuoteFilters
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from quotes.models import Speaker, Target

pytestmark = pytest.mark.django_db


def say(
    speaker: Speaker | None, target: Target, position: str | None = "support", **more: Any
) -> Any:
    """Let somebody take a position; `organisation` is whom they speak for."""
    organisation = more.pop("organisation", None)
    quote = make_quote(speaker=speaker, **more)
    if organisation:
        Attribution.objects.filter(quote=quote).update(organisation=organisation)
    make_stance(quote, target, position)
    return quote


def ask(filters: QuoteFilters | None = None, **asked: Any) -> Network:
    choice = Choice(**{name: asked.pop(name) for name in [*asked] if hasattr(Choice, name)})
    return find_network(
        filters or QuoteFilters(), Asked(choice=choice, **asked), user=AnonymousUser()
    )


def table(network: Network) -> dict[str, dict[str, float]]:
    return {
        row.name: {
            column.name: value for column, value in zip(network.columns, values, strict=True)
        }
        for row, values in zip(network.rows, network.values.matrix.tolist(), strict=True)
    }


def test_speakers_are_tied_by_the_targets_they_share() -> None:
    marrow, reke, act = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke"), make_target("Act")
    for _ in range(2):
        say(marrow, act)
    say(reke, act, "oppose")
    say(reke, act)
    found = ask()
    assert table(found) == {
        "Ilse Marrow": {"Ilse Marrow": 0, "Tomas Reke": 0},
        "Tomas Reke": {"Ilse Marrow": 0, "Tomas Reke": 0},
    }
    assert table(ask(qualifier="congruence"))["Ilse Marrow"]["Tomas Reke"] == 2
    assert table(ask(mode="two")) == {"Ilse Marrow": {"Act": 2}, "Tomas Reke": {"Act": 0}}
    assert found.statements == 4


def test_targets_are_tied_by_those_who_speak_of_both() -> None:
    marrow, act, pier = make_speaker("Ilse Marrow"), make_target("Act"), make_target("Pier")
    say(marrow, act)
    say(marrow, pier, "oppose")
    assert table(ask(rows="target", columns="speaker"))["Act"] == {"Act": 0, "Pier": -1}


def test_an_organisation_has_what_it_says_and_what_is_said_for_it() -> None:
    union, act = make_speaker("Fishers’ Union", kind="organisation"), make_target("Act")
    say(union, act)
    say(make_speaker("Ona Vell"), act, "oppose", organisation=union)
    say(make_speaker("Bram Essery"), act)
    found = ask(mode="two", rows="organisation", qualifier="combine")
    assert table(found) == {"Fishers’ Union": {"Act": 3}}
    assert found.left_out.without_row == 1


def test_attributes_stand_for_those_who_have_them() -> None:
    act = make_target("Act", attributes={"field": "ferries"})
    party = make_speaker("Civic Bloc", kind="organisation", attributes={"party": "Blue"})
    say(make_speaker("Ona Vell", attributes={"party": "Green"}), act)
    say(make_speaker("Bram Essery", attributes={"party": " "}), act, organisation=party)
    say(make_speaker("Pasco Quell"), act)
    found = ask(mode="two", rows="attribute:party", columns="attribute:field", qualifier="ignore")
    assert table(found) == {"Blue": {"ferries": 1}, "Green": {"ferries": 1}}
    assert found.left_out.without_row == 1


def test_nobody_without_a_name_is_in_it() -> None:
    act = make_target("Act")
    article = make_article()
    say(None, act)
    say(make_speaker("a harbour official", article=article), act, article=article)
    found = ask()
    assert (found.rows, found.left_out.without_row) == ([], 2)


def test_only_what_was_said_and_accepted_counts_unless_asked_for() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, act, act="denied")
    say(marrow, act, status="suggested")
    say(marrow, act, kind="term")
    assert ask().rows == []
    assert table(ask(QuoteFilters(act=("denied",)), mode="two")) == {"Ilse Marrow": {"Act": 1}}


def test_positions_that_are_no_yes_or_no_take_part_only_where_they_are_ignored() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, act)
    for position in ("neutral", "mixed", "unclear", None):
        say(marrow, act, position)
    assert ask(mode="two").left_out.without_position == 4
    found = ask(mode="two", qualifier="ignore")
    assert (table(found), found.left_out.without_position) == ({"Ilse Marrow": {"Act": 5}}, 0)


def test_who_was_merged_is_one_and_so_is_what_was() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, act)
    say(make_speaker("I. Marrow", merged_into=marrow), act)
    say(marrow, make_target("The act", merged_into=act))
    assert table(ask(mode="two")) == {"Ilse Marrow": {"Act": 3}}
    only = QuoteFilters(speaker=(marrow.pk,), target=(act.pk,))
    assert table(ask(only, mode="two")) == {"Ilse Marrow": {"Act": 3}}


def test_a_statement_is_wanted_or_not_apart_from_others_of_its_quote() -> None:
    act, pier = make_target("Act"), make_target("Pier")
    make_stance(say(make_speaker("Ilse Marrow"), act), pier, "oppose")
    only = QuoteFilters(target=(act.pk,))
    without = QuoteFilters(not_=(f"target:{act.pk}",))
    assert table(ask(only, mode="two")) == {"Ilse Marrow": {"Act": 1}}
    assert table(ask(without, mode="two")) == {"Ilse Marrow": {"Pier": -1}}


def test_any_filter_of_quotes_narrows_it() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, act, kind="mixed", said_on=date(2031, 5, 2), said_on_precision="day")
    for filters in (
        QuoteFilters(kind=("direct",)),
        QuoteFilters(q="herring"),
        QuoteFilters(said_from=date(2031, 5, 3)),
        QuoteFilters(said_to=date(2031, 5, 1)),
        QuoteFilters(not_=("stance:support",)),
        QuoteFilters(sourcing=("unnamed",)),
        QuoteFilters(decided=("batch",)),
        QuoteFilters(relayed=("yes",)),
    ):
        assert ask(filters).rows == [], filters
    assert len(ask(QuoteFilters(kind=("mixed",), q="ferry", said_from=date(2031, 5, 2))).rows) == 1


@pytest.mark.parametrize(
    ("duplicates", "n"),
    [("all", 4), ("article", 3), ("week", 3), ("month", 2), ("year", 2), ("ever", 1)],
)
def test_what_was_said_before_counts_once(duplicates: str, n: int) -> None:
    marrow, act, twice = make_speaker("Ilse Marrow"), make_target("Act"), make_article()
    days = [date(2031, 5, 1), date(2031, 5, 2), date(2031, 5, 30), date(2032, 1, 1)]
    words = ["The ferry will sail,", "It always has."]
    for number, day in enumerate(days):
        more: dict[str, Any] = {"words": words[number], "article": twice} if number < 2 else {}
        say(marrow, act, said_on=day, said_on_precision="day", **more)
    assert table(ask(mode="two", duplicates=duplicates)) == {"Ilse Marrow": {"Act": n}}


def test_where_positions_are_ignored_the_first_in_time_stays() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, act, "support", said_on=date(2031, 5, 2), said_on_precision="day")
    say(marrow, act, "oppose", said_on=date(2031, 5, 1), said_on_precision="day")
    counts = ask(mode="two", qualifier="ignore", duplicates="ever").counts
    assert [(each.position, each.n) for each in counts] == [("oppose", 1)]


def test_who_says_less_than_the_minimum_is_left_out_and_told() -> None:
    act = make_target("Act")
    marrow = make_speaker("Ilse Marrow")
    say(marrow, act)
    say(marrow, act)
    say(make_speaker("Ona Vell"), act)
    found = ask(minimum=2)
    assert ([each.name for each in found.rows], found.left_out.rows_under_minimum) == (
        ["Ilse Marrow"],
        1,
    )


@pytest.mark.parametrize("filters", [QuoteFilters(), QuoteFilters(kind=("direct",))])
def test_too_many_nodes_are_cut_to_the_most_active_and_told(filters: QuoteFilters) -> None:
    act = make_target("Act")
    most, least = make_speaker("Ilse Marrow"), make_speaker("Ona Vell")
    for speaker in (make_speaker("Bram Essery"), most, most, least):
        say(speaker, act)
    found = ask(filters, mode="two", limit=2)
    assert "Ilse Marrow" in table(found)
    assert (len(found.rows), found.left_out.rows_over_limit) == (2, 1)


def test_isolates_are_there_on_request() -> None:
    act = make_target("Act")
    marrow = make_speaker("Ilse Marrow")
    say(marrow, act)
    say(make_speaker("Ona Vell"), act)
    only = QuoteFilters(speaker=(marrow.pk,))
    assert [each.name for each in ask(only).rows] == ["Ilse Marrow"]
    assert [each.name for each in ask(only, isolates=True).rows] == ["Ilse Marrow", "Ona Vell"]


def test_parts_of_a_target_come_with_it_on_request() -> None:
    marrow, act = make_speaker("Ilse Marrow"), make_target("Act")
    say(marrow, make_target("Clause", part_of=act))
    filters = QuoteFilters(target=(act.pk,))
    assert ask(filters).rows == []
    assert len(ask(replace(filters, parts=("target",))).rows) == 1


@pytest.mark.parametrize("rows", ["speaker", "organisation"])
@pytest.mark.parametrize("qualifier", ["subtract", "ignore"])
def test_tallies_and_single_statements_tell_the_same(rows: str, qualifier: str) -> None:
    union, act, pier = (
        make_speaker("Fishers’ Union", kind="organisation"),
        make_target("Act"),
        make_target("Pier"),
    )
    marrow = make_speaker("Ilse Marrow")
    say(make_speaker("I. Marrow", merged_into=marrow), act)
    say(marrow, pier, "oppose", organisation=union)
    say(union, make_target("The pier", merged_into=pier), "mixed")
    say(make_speaker("Bram Essery", kind="organisation"), act, None)
    say(None, act)
    article = make_article()
    say(make_speaker("an official", article=article), act, article=article, organisation=union)
    say(marrow, act, "oppose", act="denied")
    everything: dict[str, Any] = {"mode": "two", "rows": rows, "qualifier": qualifier}
    one_by_one = QuoteFilters(not_=("kind:term",))
    for commanded in (False, True):
        if commanded:
            fold_tallies()
        tallied, live = ask(**everything), ask(one_by_one, **everything)
        assert table(tallied) == table(live)
        assert sorted(map(str, tallied.counts)) == sorted(map(str, live.counts))
        assert tallied.left_out == live.left_out
        assert tallied.rows


@pytest.mark.parametrize("duplicates", ["all", "article"])
def test_the_same_words_printed_twice_can_count_once(duplicates: str) -> None:
    marrow, act, family = make_speaker("Ilse Marrow"), make_target("Act"), StatementFamily()
    family.save()
    for _ in range(2):
        say(marrow, act, family=family, article=make_article(outlet="The Aldmoor Courier"))
    counts = {
        counting: ask(mode="two", counting=counting, duplicates=duplicates).statements
        for counting in ("printings", "statements", "outlets")
    }
    assert counts == {"printings": 2, "statements": 1, "outlets": 1}
