"""What a typeahead offers: the right speaker after two letters, also with a slip of the finger."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from quotes.models import SpeakerName, SpeakerRole
from quotes.queries.names import Named, find_speakers, find_targets
from quotes.queries.offers import offer_speakers
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)

pytestmark = pytest.mark.django_db


def names(found: list[Named]) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(
    "typed", ["il", "marrow", "Ilse Marow", "MÁRROW", "ilse  marrow", "Mrs Marrow"]
)
def test_finds_a_speaker_by_part_of_the_name_in_any_case_with_typos(
    typed: str, annotator: User
) -> None:
    make_speaker("Ilse Marrow")
    make_speaker("Tomas Reke")
    assert names(find_speakers(typed, user=annotator)) == ["Ilse Marrow"]


def test_finds_a_speaker_by_another_name_and_says_which(annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    SpeakerName.objects.create(speaker=speaker, name="إلزه مارو")
    found = find_speakers("إلزه", user=annotator)
    assert [(each.name, each.also) for each in found] == [("Ilse Marrow", "إلزه مارو")]


def test_like_wildcards_are_only_letters(annotator: User) -> None:
    make_speaker("Ilse Marrow")
    assert find_speakers("%", user=annotator) == []
    assert find_targets("_", user=annotator) == []


def test_the_better_match_comes_first_then_the_more_quoted(annotator: User) -> None:
    make_quote(speaker=make_speaker("Anna Reke"))
    make_speaker("Bea Reke")
    make_speaker("Reke")
    assert names(find_speakers("reke", user=annotator)) == ["Reke", "Anna Reke", "Bea Reke"]


def test_without_letters_the_most_quoted_come_first_then_those_added_last(annotator: User) -> None:
    rarely, often = make_speaker("Ona Vell"), make_speaker("Tomas Reke")
    make_speaker("Never Quoted")
    for speaker in (rarely, often, often):
        make_quote(speaker=speaker)
    found = find_speakers("", user=annotator)
    assert [(each.name, each.quotes) for each in found] == [
        ("Tomas Reke", 2),
        ("Ona Vell", 1),
        ("Never Quoted", 0),
    ]


def test_an_unnamed_source_is_offered_in_its_own_article_only(annotator: User) -> None:
    article = make_article()
    make_speaker("a harbour official", article=article)
    elsewhere = make_article()
    assert find_speakers("official", user=annotator) == []
    assert find_speakers("official", user=annotator, article_id=elsewhere.pk) == []
    here = find_speakers("official", user=annotator, article_id=article.pk)
    assert [(each.name, each.unnamed) for each in here] == [("a harbour official", True)]


def test_readers_are_not_shown_who_has_no_accepted_quote(reader: User) -> None:
    speaker, target = make_speaker("Ilse Marrow"), make_target("Ferry Tariff Act")
    make_stance(make_quote(speaker=speaker, status="suggested"), target)
    for user in (reader, AnonymousUser()):
        assert find_speakers("ilse", user=user) == []
        assert find_targets("ferry", user=user) == []


def test_finds_a_target_with_a_typo_and_counts_its_accepted_quotes(reader: User) -> None:
    target = make_target("Ferry Tariff Act")
    make_stance(make_quote(), target)
    make_stance(make_quote(status="rejected"), target)
    assert [(each.name, each.quotes) for each in find_targets("fery tarif", user=reader)] == [
        ("Ferry Tariff Act", 1)
    ]


def test_offers_options_and_to_annotators_a_new_one(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    speaker = make_speaker("Ilse Marrow")
    answer = client.get("/speakers/options/", {"q": "marow"}).content.decode()
    assert f'data-value="{speaker.pk}" data-label="Ilse Marrow"' in answer
    assert 'data-value="" data-label="marow"' in answer
    answer = client.get("/targets/options/", {"q": "<b>", "known": "1"}).content.decode()
    assert "option" not in answer


@pytest.mark.parametrize("of", ["speakers", "targets"])
def test_a_name_that_is_known_is_not_offered_as_a_new_one(
    client: Client, annotator: User, of: str
) -> None:
    client.force_login(annotator)
    make_speaker("Ilse Márrow")
    make_target("Ilse Márrow")
    new = 'data-value=""'
    assert new not in client.get(f"/{of}/options/", {"q": " ilse  marrow"}).content.decode()
    assert new in client.get(f"/{of}/options/", {"q": "Ilse Marro"}).content.decode()


def test_a_name_too_long_is_offered_whole_so_that_it_is_refused_and_not_cut(
    client: Client, annotator: User
) -> None:
    client.force_login(annotator)
    name = "L" + 400 * "o" + "ng"
    answer = client.get("/speakers/options/", {"q": name}).content.decode()
    assert f'data-label="{name}"' in answer


def test_readers_are_not_offered_to_add_one(client: Client, reader: User) -> None:
    client.force_login(reader)
    assert "option" not in client.get("/speakers/options/", {"q": "nobody"}).content.decode()


def test_a_bad_article_is_named(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    answer = client.get("/speakers/options/", {"q": "a", "article": "seven"})
    assert answer.status_code == 400
    assert "“article” is “seven”" in answer.content.decode()


def test_a_visitor_needs_to_sign_in_where_reading_is_not_public(
    client: Client, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    assert client.get("/speakers/options/").status_code == 302
    settings.PUBLIC_READING = True
    assert client.get("/speakers/options/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    ["reke t", "t reke", "tom rek", "Rekke Tomass", "Томас Реке", "tomas reke, president"],
)
def test_words_are_found_in_any_order_by_initials_typos_and_other_scripts(
    typed: str, annotator: User
) -> None:
    make_speaker("Tomas Reke")
    make_speaker("Ona Vell")
    assert names(find_speakers(typed, user=annotator))[:1] == ["Tomas Reke"]


@pytest.mark.parametrize("typed", ["Gorbechov", "Mikail Gorbechev", "Gorbatschow", "gorbachev"])
def test_two_typos_in_a_longer_name_are_forgiven(typed: str, annotator: User) -> None:
    for name in ("Mikhail Gorbachev", "Tomas Reke", "Leze Gorakr"):
        make_speaker(name)
    assert names(find_speakers(typed, user=annotator))[0] == "Mikhail Gorbachev"


@pytest.mark.parametrize(("name", "typed"), [("習近平", "近平"), ("Горбачёв", "gorbach")])
def test_names_in_other_scripts(name: str, typed: str, annotator: User) -> None:
    make_speaker(name)
    assert names(find_speakers(typed, user=annotator)) == [name]


def test_the_articles_own_cast_comes_first_with_those_it_proposes(annotator: User) -> None:
    article = make_article()
    make_quote(speaker=make_speaker("Anna Reke"))
    here = make_speaker("Tomas Reke")
    make_quote("a fine promise", speaker=here, article=article)
    suggested = make_suggestion("The ferry will sail,", article)
    suggested.attributions.update(proposed_name="Bea Reke", sourcing="named")
    make_speaker("a Reke aide", article=article)
    found = offer_speakers("reke", user=annotator, article_id=article.pk)
    assert [(each.name, each.id is None, each.in_article) for each in found] == [
        ("Tomas Reke", False, True),
        ("a Reke aide", False, True),
        ("Bea Reke", True, True),
        ("Anna Reke", False, False),
    ]
    nothing_typed = offer_speakers("", user=annotator, article_id=article.pk)
    assert {each.name for each in nothing_typed[:3]} == {"Tomas Reke", "a Reke aide", "Bea Reke"}
    elsewhere = offer_speakers("reke", user=annotator, article_id=make_article().pk)
    assert names(elsewhere) == ["Anna Reke", "Tomas Reke"]


def test_who_is_called_so_comes_before_the_cast_that_only_resembles_it(annotator: User) -> None:
    article = make_article()
    make_quote("a fine promise", speaker=make_speaker("Ilse Marrow"), article=article)
    suggested = make_suggestion("The ferry will sail,", article)
    suggested.attributions.update(proposed_name="Bea Marrit", sourcing="named")
    make_speaker("Marit Osk")
    found = offer_speakers("Marit", user=annotator, article_id=article.pk)
    assert names(found)[0] == "Marit Osk"
    assert not found[0].is_alike
    assert all(each.is_alike for each in found[1:])


def test_a_document_that_is_argued_about_is_offered_as_a_new_speaker(
    client: Client, annotator: User
) -> None:
    client.force_login(annotator)
    make_target("Draft treaty", kind="document")
    make_target("Ferry fares")
    asked: dict[str, str | int] = {"article": make_article().pk, "q": "draft"}
    answer = client.get("/speakers/options/", asked).content.decode()
    assert 'data-value="" data-label="Draft treaty" data-kind="document"' in answer
    assert "document, new speaker" in answer
    make_speaker("Draft Treaty", kind="document")
    assert "document, new" not in client.get("/speakers/options/", asked).content.decode()


def test_speakers_of_one_name_are_told_apart(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    for role in ("Mayor", "Surgeon"):
        SpeakerRole.objects.create(speaker=make_speaker("Tomas Reke"), role=role)
    answer = client.get("/speakers/options/", {"q": "reke"}).content.decode()
    assert "<bdi>Mayor</bdi>, 0 quotes" in answer
    assert "<bdi>Surgeon</bdi>, 0 quotes" in answer


def test_a_merged_speaker_is_found_as_whom_they_became(annotator: User) -> None:
    whole = make_speaker("Sergei Ivin")
    make_quote(speaker=make_speaker("Sergey Iwin", merged_into=whole))
    found = find_speakers("iwin", user=annotator)
    assert [(each.name, each.also, each.quotes) for each in found] == [
        ("Sergei Ivin", "Sergey Iwin", 1)
    ]


def test_editors_find_unnamed_sources_by_descriptor_with_their_article(
    client: Client, annotator: User, reader: User
) -> None:
    article = make_article(title="The pen comes back")
    make_quote(speaker=make_speaker("a Baltic official", article=article), article=article)
    client.force_login(annotator)
    assert "The pen comes back" in client.get("/speakers/?q=Baltic+official").content.decode()
    assert "The pen comes back" in client.get("/speakers/?kind=unnamed").content.decode()
    client.force_login(reader)
    for query in ("q=Baltic+official", "kind=unnamed"):
        assert "The pen comes back" not in client.get(f"/speakers/?{query}").content.decode()
