"""The demo newsroom in the database is the one in its file, and reads like people's work."""

from collections import Counter
from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import Role, User
from articles.models import Article, Outlet, TextVersion
from quotes.management.annotations import Annotation
from quotes.management.demo import read_room
from quotes.models import Quote, Speaker, Stance, Step, Target
from quotes.queries.corrections import spans_of
from quotes.queries.placements import marked, waiting_placements
from quotes.spans import Spans
from tests.factories import make_article

PLACED = ("mention", "descriptor", "condition")
ROOM = read_room()
WORKED = [article for article in ROOM["articles"] if not article.get("waits")]
GIVEN = [(article, quote) for article in WORKED for quote in article["quotes"]]


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().strip()


def counts() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for model in (Article, TextVersion, Quote, Speaker, Stance, Step, Target, User, Outlet)
    }


def first_text(article: dict[str, Any]) -> TextVersion:
    return TextVersion.objects.get(article__url=article["url"], number=1)


def stored(article: dict[str, Any], given: dict[str, Any]) -> Quote:
    """Find the quote of the database that a quote of the file became."""
    quotes = Quote.objects.filter(article__url=article["url"])
    if given["status"] == "suggested":  # as the machine has it, not as the file has
        annotation = Annotation(given, first_text(article).text)
        return max(quotes.filter(status="suggested"), key=annotation.overlap)
    return quotes.get(content_words=printed(given), kind=given["kind"], status=given["status"])


def first_marks(quote: Quote) -> Mapping[str, Spans]:
    """Answer what was marked of a quote in the first text of its article, by name."""
    was = quote.placements.values_list("was", flat=True).first()
    if was is None:
        return marked([quote.pk])[quote.pk].parts
    return {name: spans_of(was, name) for name in was}


def printed(given: dict[str, Any]) -> list[str]:
    """Answer the words of a quote as they were printed last."""
    words: list[str] = given.get("corrected", given["content"])
    return words


@pytest.mark.usefixtures("newsroom")
def test_is_what_its_file_says() -> None:
    for article, given in GIVEN:
        quote = stored(article, given)
        assert quote.status == given["status"], given["content"]
        if given["status"] != "accepted":
            continue
        annotation, marks = Annotation(given, first_text(article).text), first_marks(quote)
        assert marks["content"] == annotation.content
        assert (quote.act, marks.get("cue")) == (given["act"], annotation.place("cue"))
        assert [
            (source.sourcing, *(marks.get(f"{name}:{source.pk}") for name in PLACED))
            for source in quote.attributions.order_by("position")
        ] == [
            (one.get("sourcing", "named"), *(annotation.place(name, one) for name in PLACED))
            for one in (given, *given.get("also", ()))
            if one.get("sourcing") != "none"
        ]
        around = given.get("parent")
        assert (quote.parent and quote.parent.content_words[0]) == around
        assert str(quote.said_on or "") == given.get("said_on", "")
        assert quote.addressee == given.get("addressee", "")
        assert [relay.name for relay in quote.relays.all()] == given.get("relays", [])
        assert quote.stances_done


@pytest.mark.usefixtures("newsroom")
def test_every_quote_has_its_speaker_and_stances() -> None:
    names = {speaker["key"]: speaker["name"] for speaker in ROOM["speakers"]}
    targets = {target["key"]: target["name"] for target in ROOM["targets"]}
    for article, given in GIVEN:
        if given["status"] != "accepted":
            continue
        quote = stored(article, given)
        speaker = quote.speaker
        assert (speaker and speaker.name) == names.get(given["speaker"], given["unnamed"])
        if speaker:
            assert speaker.article == (quote.article if given["unnamed"] else None)
        assert sorted(
            quote.stances.values_list("target__name", "position", "conditional")
        ) == sorted(
            (targets[one["target"]], one["position"], one["conditional"])
            for one in given["stances"]
        )


@pytest.mark.usefixtures("newsroom")
def test_nobody_is_there_who_is_not_in_its_file() -> None:
    assert set(Speaker.objects.filter(article=None).values_list("name", flat=True)) == {
        speaker["name"] for speaker in ROOM["speakers"]
    }
    assert set(Target.objects.values_list("name", flat=True)) == {
        target["name"] for target in ROOM["targets"]
    }
    for given in ROOM["speakers"]:
        speaker = Speaker.objects.get(name=given["name"], article=None)
        names = set(speaker.names.values_list("name", flat=True))
        assert names == {given["name"], *given["names"]}
        assert speaker.roles.count() == len(given["roles"])
        assert (speaker.kind, speaker.attributes) == (given["kind"], given["attributes"])
        assert (speaker.part_of is not None) == ("part_of" in given)
    assert {(outlet.name, outlet.shows_full_text) for outlet in Outlet.objects.all()} == {
        (outlet["name"], outlet["shows_full_text"]) for outlet in ROOM["outlets"]
    }


@pytest.mark.usefixtures("newsroom")
def test_every_word_is_the_slice_of_its_text() -> None:
    for quote in Quote.objects.select_related("text_version"):
        text = quote.text_version.text
        assert quote.content_words == [text[start:end] for start, end in quote.content]


@pytest.mark.usefixtures("newsroom")
def test_what_waits_is_as_the_machine_made_it_or_an_editor_is_unsure_of_it() -> None:
    worked = [article["url"] for article in WORKED]
    waiting = Quote.objects.filter(status="suggested", article__url__in=worked)
    wanted = sum(given["status"] == "suggested" for _, given in GIVEN)
    assert waiting.count() >= wanted
    read = waiting.filter(origin="machine")
    assert set(read.values_list("unsure", "changed")) == {(False, False)}
    marked = waiting.exclude(origin="machine")
    assert set(marked.values_list("origin", "unsure", "version")) <= {("person", True, 1)}


@pytest.mark.usefixtures("newsroom")
def test_a_correction_is_the_next_text_and_one_of_its_quotes_still_waits() -> None:
    (given,) = (article["corrected"] for article in ROOM["articles"] if "corrected" in article)
    version = TextVersion.objects.get(number=2)
    assert (version.kind, str(version.dated), version.note) == (
        "correction",
        given["dated"],
        given["note"],
    )
    quote = Quote.objects.get(content_words__0__contains="in nineteen days")
    assert (quote.text_version, quote.status) == (version, "accepted")
    waiting = waiting_placements().get().quote
    assert "fell asleep at article six" in waiting.content_words[1]
    assert waiting.text_version.number == 1
    followed = Quote.objects.filter(article=version.article, status="accepted")
    assert set(followed.exclude(pk=waiting.pk).values_list("text_version", flat=True)) == {
        version.pk
    }


@pytest.mark.usefixtures("newsroom")
def test_reads_like_the_work_of_two_editors() -> None:
    people = Counter(Step.objects.values_list("by__display_name", flat=True))
    assert people.keys() == {"Rosa Tindall", "Jon Aster"}
    assert min(people.values()) > 20
    used = set(Step.objects.values_list("command", flat=True))
    assert used >= {"accept_quote", "reject_quote", "set_content", "set_speaker", "set_stance"}
    assert dict(User.objects.values_list("username", "role")) == {
        "admin": Role.ADMIN,
        "rosa": Role.ANNOTATOR,
        "jon": Role.REVIEWER,
    }
    assert not Quote.objects.exclude(status="suggested").filter(decided_by=None).exists()


@pytest.mark.django_db
def test_loading_it_again_changes_nothing() -> None:
    said = load()
    waiting_or_accepted = Quote.objects.exclude(status="rejected").count()
    assert said == f"Demo newsroom: 15 articles, {waiting_or_accepted} quotes"
    before = counts()
    assert load() == "The demo newsroom is here already."
    assert counts() == before


@pytest.mark.django_db
def test_leaves_a_newsroom_with_articles_alone() -> None:
    make_article()
    before = counts()
    assert load() == "There are articles already, so the demo newsroom is not loaded."
    assert counts() == before


@pytest.mark.usefixtures("newsroom")
def test_one_article_waits_whole_for_whoever_tries_the_desk() -> None:
    (given,) = (article for article in ROOM["articles"] if article.get("waits"))
    version = first_text(given)
    assert version.article.assignee is None
    assert version.article.done_at is None
    quotes = Quote.objects.filter(text_version=version)
    assert set(quotes.values_list("status", flat=True)) == {"suggested"}
    assert quotes.count() > 10
