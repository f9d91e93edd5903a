"""An address is read strictly: what is not understood is refused by name, never dropped."""

from datetime import date

import pytest
from django.http import QueryDict

from quotes.forms import FilterRefused, read_filters
from quotes.queries.filters import QuoteFilters
from quotes.views.addresses import without_empty


def test_reads_every_filter() -> None:
    query = QueryDict(
        "q=winter+boat&article=7&speaker=3&speaker=4&organisation=5&target=2&stance=oppose"
        "&stance=support&kind=direct&act=denied&status=accepted&sourcing=unnamed&outlet=1"
        "&language=ar&published_from=2031-05-01&published_to=2031-10-31&said_from=2031-01-01"
        "&said_to=2031-12-31"
    )
    assert read_filters(query) == QuoteFilters(
        q="winter boat",
        article=(7,),
        speaker=(3, 4),
        organisation=(5,),
        target=(2,),
        stance=("oppose", "support"),
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
    )


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
