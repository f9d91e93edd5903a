"""What a database of Discourse Network Analyzer becomes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Article
from quotes.models import Attribution, ImportedRow, Note, Quote, Speaker, Stance, Target
from tests.factories import make_article, make_quote, make_speaker, make_suggestion, make_target
from tests.quotes.interchange.databases import TEXT, Made, make_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db

STAYS = {
    "words": "The pier stays,",
    "person": "Ilse Marrow",
    "organization": "Harbour Board",
    "concept": "Keep the pier",
    "agreement": 1,
}
SHOUT = {
    "words": "No toll!",
    "person": "",
    "organization": "rowers",
    "concept": "A toll",
    "agreement": 0,
}


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., str]:
    """Return a function that imports a database made of these statements and more."""

    def imported(*statements: dict[str, Any], options: tuple[str, ...] = (), **made: Any) -> str:
        path = tmp_path / "coded.dna"
        path.unlink(missing_ok=True)
        make_database(path, Made(statements=[*statements], **made))
        out = StringIO()
        call_command("import_quotes", "dna", str(path), *options, stdout=out)
        return out.getvalue()

    return imported


def the_quote(words: str) -> Quote:
    return Quote.objects.get(content_words=[words])


def test_a_statement_is_an_accepted_quote(take: Callable[..., str]) -> None:
    take(STAYS)
    quote = the_quote("The pier stays,")
    assert (quote.status, quote.origin, quote.act, quote.kind) == (
        *("accepted", "import", "said", "direct"),
    )
    assert quote.decided_by == User.objects.get(username="coder-1")
    source = quote.attributions.get()
    assert source.speaker is not None
    assert source.organisation is not None
    assert (source.speaker.name, source.speaker.kind) == ("Ilse Marrow", "person")
    assert (source.organisation.name, source.organisation.kind) == ("Harbour Board", "organisation")
    stance = quote.stances.get()
    assert (stance.target.name, stance.position) == ("Keep the pier", "support")


def test_where_no_person_is_named_the_organisation_spoke(take: Callable[..., str]) -> None:
    take(SHOUT)
    quote = the_quote("No toll!")  # behind an emoji: the program counts that as two
    assert quote.speaker == Speaker.objects.get(name="rowers", kind="organisation")
    assert quote.attributions.get().organisation is None
    assert quote.stances.get().position == "oppose"


def test_one_passage_coded_twice_on_one_actor_is_one_quote(take: Callable[..., str]) -> None:
    take(STAYS, {**STAYS, "concept": "A toll", "agreement": 0}, {**STAYS, "person": "Tomas Reke"})
    first = Quote.objects.get(speaker__name="Ilse Marrow")
    assert {(each.target.name, each.position) for each in first.stances.all()} == {
        *(("Keep the pier", "support"), ("A toll", "oppose")),
    }
    assert Quote.objects.count() == 2


def test_two_coders_who_agree_make_one_stance_and_two_who_do_not_a_mixed_one(
    take: Callable[..., str],
) -> None:
    said = take(STAYS, {**STAYS, "coder": 1}, SHOUT, {**SHOUT, "agreement": 1})
    assert the_quote("The pier stays,").stances.get().position == "support"
    assert the_quote("No toll!").stances.get().position == "mixed"
    assert "1 times one passage both supports and opposes" in said


def test_coders_cannot_sign_in_and_are_nobody_who_can(take: Callable[..., str]) -> None:
    ours = User.objects.create_user("admin", password="a real one")
    take({**STAYS, "coder": 1})
    coder = the_quote("The pier stays,").decided_by
    assert coder not in {None, ours}
    assert coder is not None
    assert (coder.shown_name, coder.role, coder.has_usable_password()) == ("Admin", "reader", False)


def test_documents_are_articles(take: Callable[..., str]) -> None:
    document = {
        "Title": "Pier talks", "Author": "Nell Ash", "Source": "The Aldmoor Courier",
        "Section": "Harbour", "Type": "report", "Notes": "front page", "Date": 1_900_000_000,
    }  # fmt: skip
    take(documents=[document, {"Title": "Empty", "Text": ""}])
    article = Article.objects.get()
    assert (article.title, article.byline, str(article.outlet)) == (
        *("Pier talks", "Nell Ash", "The Aldmoor Courier"),
    )
    assert article.published_at == datetime.fromtimestamp(1_900_000_000, UTC)
    assert article.text_versions.get().text == TEXT
    row = ImportedRow.objects.get(article_id=article.pk)
    assert row.data == {"section": "Harbour", "type": "report", "notes": "front page"}


def test_line_ends_of_the_file_move_no_span(take: Callable[..., str]) -> None:
    text = "\ufeffOne 🚢\r\ntwo\r\n\r\n" + TEXT
    take(STAYS, SHOUT, documents=[{"Text": text}])
    assert {str(quote) for quote in Quote.objects.all()} == {"The pier stays,", "No toll!"}


def test_attributes_are_those_of_speakers_and_targets(take: Callable[..., str]) -> None:
    take(
        STAYS,
        attributes={
            "Ilse Marrow": {"Type": "mayor", "Alias": ""},
            "Keep the pier": {"Area": "sea"},
        },
    )
    assert Speaker.objects.get(name="Ilse Marrow").attributes == {"Type": "mayor"}
    assert Target.objects.get().attributes == {"Area": "sea"}


def test_what_stands_below_another_is_part_of_it(take: Callable[..., str]) -> None:
    take(
        STAYS,
        {**STAYS, "concept": "All of the harbour"},
        above={"Keep the pier": "All of the harbour"},
    )
    assert str(Target.objects.get(name="Keep the pier").part_of) == "All of the harbour"


def test_other_statements_are_notes_on_terms(take: Callable[..., str]) -> None:
    note = {"type": 2, "words": "wants a toll", "note": "Ask again.", "hero": "Ilse Marrow"}
    take(STAYS, note, {**note, "note": "Twice."}, {**STAYS, "weight": 3})
    term = the_quote("wants a toll")
    assert (term.kind, term.speaker) == ("term", None)
    assert sorted(term.notes.values_list("text", flat=True)) == [
        *("hero: Ilse Marrow\nnote: Ask again.", "hero: Ilse Marrow\nnote: Twice."),
    ]
    assert Note.objects.get(quote=the_quote("The pier stays,")).text == "weight: 3"


def test_the_same_again_adds_nothing_also_in_another_file(take: Callable[..., str]) -> None:
    take(STAYS, SHOUT)
    before = {model: model._default_manager.count() for model in (Quote, Stance, Speaker, Article)}
    assert "Imported 0 articles, 0 quotes, 0 stances" in take(SHOUT, STAYS)
    assert before == {model: model._default_manager.count() for model in before}


def test_what_was_deleted_here_does_not_come_back(take: Callable[..., str]) -> None:
    take(STAYS)
    the_quote("The pier stays,").delete()
    take(STAYS)
    assert not Quote.objects.exists()


def test_who_is_known_here_is_meant_and_who_was_merged_too(take: Callable[..., str]) -> None:
    whole = make_speaker("I. Marrow", attributes={"Type": "ours"})
    make_speaker("ilse marrow", merged_into=whole)
    target = make_target("KEEP the pier")
    take(STAYS, attributes={"Ilse Marrow": {"Type": "theirs", "Party": "Ebb"}})
    quote = the_quote("The pier stays,")
    assert (quote.speaker, quote.stances.get().target) == (whole, target)
    whole.refresh_from_db()
    assert whole.attributes == {"Type": "ours", "Party": "Ebb"}


def test_a_name_of_several_is_asked_about(take: Callable[..., str]) -> None:
    one, other = make_speaker("Ilse Marrow"), make_speaker("Ilse Marrow")
    with pytest.raises(CommandError, match=rf"id {one.pk}\).*id {other.pk}\)") as refused:
        take(STAYS)
    assert "--speaker 'NAME=ID'" in str(refused.value)
    assert not Article.objects.exists()
    take(STAYS, options=("--speaker", f"Ilse Marrow={other.pk}"))
    assert the_quote("The pier stays,").speaker == other
    take({**SHOUT, "person": "Ilse Marrow"}, options=("--speaker", "Ilse Marrow=new"))
    assert the_quote("No toll!").speaker not in {one, other}


def test_words_marked_here_before_stay_one_quote(take: Callable[..., str]) -> None:
    speaker, target = make_speaker("Ilse Marrow"), make_target("Keep the pier")
    quote = make_quote("The pier stays,", article=make_article(text=TEXT), speaker=speaker)
    Stance.objects.create(quote=quote, target=target, position="oppose")
    said = take(STAYS, {**STAYS, "concept": "A toll"})
    assert "1 positions differ from those given here, which stand" in said
    assert quote == Quote.objects.get()
    assert {(each.target.name, each.position) for each in quote.stances.all()} == {
        *(("Keep the pier", "oppose"), ("A toll", "support")),
    }


def test_words_only_suggested_before_are_agreed_to(take: Callable[..., str]) -> None:
    suggestion = make_suggestion("The pier stays,", make_article(text=TEXT))
    take({**STAYS, "person": "", "organization": ""})
    suggestion.refresh_from_db()
    assert (suggestion.status, Quote.objects.count()) == ("accepted", 1)


def test_a_copy_of_another_outlet_is_an_article_of_its_own(take: Callable[..., str]) -> None:
    make_article(text=TEXT, outlet="The Aldmoor Courier")
    take(STAYS, documents=[{"Source": "The Ebb"}])
    assert Article.objects.count() == 2


def test_a_dry_run_tells_and_stores_nothing(take: Callable[..., str]) -> None:
    said = take(STAYS, SHOUT, options=("--dry-run",))
    assert said.startswith("Would import 1 articles, 2 quotes, 2 stances, 3 speakers, 2 targets")
    for model in (Article, Quote, Speaker, Target, Attribution, ImportedRow):
        assert not model._default_manager.exists()
    assert not User.objects.exists()
