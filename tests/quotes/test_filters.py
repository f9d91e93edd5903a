"""An address is read strictly: what is not understood is refused by name, never dropped."""

from datetime import date

import pytest
from django.http import QueryDict

from quotes.forms import FilterRefused, read_filters, read_sort
from quotes.queries.filters import QuoteFilters
from quotes.views.addresses import without_empty


def test_reads_every_filter() -> None:
    query = QueryDict(
        "q=winter+boat&article=7&speaker=3&speaker=4&organisation=5&target=2&stance=oppose"
        "&stance=support&kind=direct&act=denied&status=accepted&sourcing=unnamed&outlet=1"
        "&language=ar&published_from=2031-05-01&published_to=2031-10-31&said_from=2031-01-01"
        "&said_to=2031-12-31&role=Harbour++Minister&descriptor=a+baltic+official&cue=said"
        "&cue_class=endorsing&relay=state+media&block=headline&decided=batch&unsure=yes"
        "&relayed=yes&family=8&statement=9&attribute=party:+Green&parts=target&stance=none"
    )
    assert read_filters(query) == QuoteFilters(
        q="winter boat",
        article=(7,),
        speaker=(3, 4),
        organisation=(5,),
        target=(2,),
        stance=("oppose", "support", "none"),
        kind=("direct",),
        act=("denied",),
        status=("accepted",),
        sourcing=("unnamed",),
        outlet=(1,),
        language=("ar",),
        published_from=date(2031, 5, 1),
        published_to=date(2031, 10, 31),
        said_from=date(2031, 1, 1),
        said_to=date(2031, 12, 31),
        role=("Harbour Minister",),
        descriptor=("a baltic official",),
        cue=("said",),
        cue_class=("endorsing",),
        relay=("state media",),
        block=("headline",),
        decided=("batch",),
        unsure=("yes",),
        relayed=("yes",),
        family=(8,),
        statement=(9,),
        attribute=("party:Green",),
        parts=("target",),
    )


def test_reads_what_is_left_out() -> None:
    query = QueryDict("not=kind:indirect&not=speaker:007&not=speaker:8&not=attribute:party:Green")
    filters = read_filters(query)
    assert filters.not_ == ("kind:indirect", "speaker:7", "speaker:8", "attribute:party:Green")
    assert filters.left_out() == {
        "kind": ("indirect",),
        "speaker": (7, 8),
        "attribute": ("party:Green",),
    }


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("not=indirect", "field:value"),
        ("not=q:ferry", "field:value"),
        ("not=status:rejected", "field:value"),
        ("not=kind:loud", "“kind” cannot be “loud”"),
        ("not=speaker:marrow", "is no id"),
        ("not=cue:", "“cue” is empty"),
    ],
)
def test_says_why_something_cannot_be_left_out(query: str, why: str) -> None:
    with pytest.raises(FilterRefused) as refused:
        read_filters(QueryDict(query))
    assert refused.value.field == "not"
    assert why in refused.value.message


@pytest.mark.parametrize("q", ["-ferry", "-ferry -boat", "boat or -ferry", '-"a b"'])
def test_words_that_say_only_what_must_not_be_there_are_refused(q: str) -> None:
    with pytest.raises(FilterRefused, match="only says what must not be there"):
        read_filters(_query(q=q))


@pytest.mark.parametrize(
    "q", ["ferry -boat", "boat or ferry", '"this or -that"', "l’été", "渡船", "("]
)
def test_words_with_one_to_look_for_are_read(q: str) -> None:
    assert read_filters(_query(q=q)).q == q


def test_ten_thousand_characters_are_too_many_to_look_for() -> None:
    with pytest.raises(FilterRefused, match="has 10000 characters; 300 are the most"):
        read_filters(_query(q="ferry " * 1_666 + "boat"))


def test_a_value_given_without_end_is_refused() -> None:
    with pytest.raises(FilterRefused, match="given 201 times; 200 are the most"):
        read_filters(QueryDict("&".join(f"speaker={number}" for number in range(1, 202))))


def test_the_newest_come_first_unless_another_order_is_asked_for() -> None:
    assert read_sort(QueryDict("")) == "newest"
    assert read_sort(QueryDict("sort=best")) == "best"
    with pytest.raises(FilterRefused, match="“sort” cannot be “loudest”"):
        read_sort(QueryDict("sort=loudest"))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("speaker=marrow", "speaker"),
        ("speaker=0", "speaker"),
        ("speaker=-1", "speaker"),
        ("speaker=٣", "speaker"),
        ("target=99999999999999999999", "target"),
        ("target=9223372036854775808", "target"),
        ("stance=supports", "stance"),
        ("kind=Direct", "kind"),
        ("act=shouted", "act"),
        ("status=unknown", "status"),
        ("sourcing=secret", "sourcing"),
        ("language=the+one", "language"),
        ("published_from=2031-02-30", "published_from"),
        ("published_to=20310501", "published_to"),
        ("said_from=2031-W05-1", "said_from"),
        ("said_to=2031-05-01&said_to=2031-06-01", "said_to"),
        ("q=a%00b", "q"),
        ("q=" + "a" * 301, "q"),
        ("kind=", "kind"),
        ("cue_class=loud", "cue_class"),
        ("block=footnote", "block"),
        ("decided=twice", "decided"),
        ("unsure=no", "unsure"),
        ("relayed=1", "relayed"),
        ("attribute=party", "attribute"),
        ("attribute=:Green", "attribute"),
        ("parts=speaker", "parts"),
        ("role=+", "role"),
        ("descriptor=a%00b", "descriptor"),
        ("cue=" + "a" * 301, "cue"),
        ("published_from=2031-05-02&published_to=2031-05-01", "published_to"),
        ("said_from=2031-05-02&said_to=2031-05-01", "said_to"),
    ],
)
def test_refuses_and_names_what_it_does_not_understand(query: str, field: str) -> None:
    with pytest.raises(FilterRefused) as refused:
        read_filters(QueryDict(query))
    assert refused.value.field == field
    assert f"“{field}”" in refused.value.message


def test_a_refused_value_is_quoted_but_never_at_length() -> None:
    with pytest.raises(FilterRefused) as refused:
        read_filters(QueryDict("speaker=" + "x" * 5_000))
    assert "xxx" in refused.value.message
    assert len(refused.value.message) < 500


def test_empty_fields_of_a_form_are_not_given() -> None:
    query = QueryDict("q=&speaker=&speaker=3&published_from=")
    assert read_filters(without_empty(query)) == QuoteFilters(speaker=(3,))


def test_parameters_that_others_read_are_let_through() -> None:
    assert read_filters(QueryDict("after=abc"), also=("after",)) == QuoteFilters()


def _query(**values: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(values)
    return query
