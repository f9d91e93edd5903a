"""Every word of the interface comes from a catalogue: nothing a person reads is left out of one.

What a template says is looked up in its source; what a page says, in the answer, with a catalogue
that puts ⟦ ⟧ around all it knows. The data of these pages is Ukrainian: what is Latin is ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import to_locale, trans_real
from lxml import html

from accounts.commands import create_token
from accounts.models import Role, User
from articles.drafts import Draft
from articles.readers.sources import Source
from config.setup.steps import ROOT
from quotes import commands
from quotes.models import Quote
from quotes.templatetags import look
from tests.factories import make_quote, make_speaker, make_stance, make_suggestion, make_target
from tests.pages import by_class

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement
    from pytest_django import Settings

ATTRIBUTES_ALONE = ROOT / "templates/quotes/_narrows.html"
"""Stands inside a tag wherever it is included."""
TEMPLATES = sorted({*(ROOT / "templates").rglob("*.html")} - {ATTRIBUTES_ALONE})
READ = ("aria-label", "title", "placeholder", "alt", "label")
HANDED_TO_SCRIPTS = ("data-says", "data-copy", "data-up", "data-down", "data-no-list", "data-done")
SILENT = ("script", "style", "svg", "code", "kbd")
SAME_EVERYWHERE = {"Verbatim", "Wikidata", "Q42", "uk", "Chicago", "APA", "BibTeX"}
"""Names of products, what an id of one looks like, tags of languages."""

# --- What a template says ------------------------------------------------------------------------

LETTER = re.compile(r"[^\W\d_]")
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
WORDS_OF_A_FILTER = re.compile(
    r"\|(?:default|default_if_none|pluralize):(?P<q>[\"'])(?P<words>.*?)(?P=q)"
)
WORDS_HANDED_ON = re.compile(
    r"\b(?:label|hint|empty|first|more|says|legend)=(?P<q>[\"'])(?P<words>.*?)(?P=q)"
)
NO_WORDS = {"new", "facts", *SAME_EVERYWHERE}
"""Ends of ids, and names that are the same everywhere, where another text could stand."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_of_a_template_is_in_a_catalogue(path: Path) -> None:
    source = path.read_text()
    shape = _without_signs(_without_tags(source))

    attributes = re.compile(rf'\b(?:{"|".join((*READ, *HANDED_TO_SCRIPTS))})="([^"]*)"')
    in_tags = [value for tag in TAG.findall(shape) for value in attributes.findall(tag)]
    said = [*TAG.sub("\n", shape).split("\n"), *in_tags, *_literals(source)]

    assert [words.strip() for words in said if _has_words(words)] == []


def test_a_word_left_out_would_be_found() -> None:
    for source in (
        "<p>Nobody yet</p>",
        '{% if a %}<b title="Nobody yet"></b>{% endif %}',
        '{{ name|default:"nobody yet" }}',
        '{% include "a.html" with label="Nobody yet" %}',
        "{{ count }} quote{{ count|pluralize }}",
    ):
        said = [*TAG.sub("\n", _without_tags(source)).split("\n"), *TAG.findall(source)]
        assert any(_has_words(words) for words in [*said, *_literals(source)]), source


def _without_tags(source: str) -> str:
    """Leave what stands between the tags, without what is translated or a comment."""
    left, inside = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ")[0].strip() if token.token_type == TokenType.BLOCK else ""
        if name in {"comment", "blocktranslate"}:
            inside = name
        elif inside and name == f"end{inside}":
            inside = ""
        elif not inside and token.token_type == TokenType.TEXT:
            left.append(token.contents)
    return "".join(left)


def _without_signs(source: str) -> str:
    """Leave out what is no word: code, keys, drawings."""
    for name in SILENT:
        source = re.sub(rf"<{name}\b.*?</{name}>", "", source, flags=re.DOTALL)
    return source


def _literals(source: str) -> list[str]:
    """Return the words that tags and filters are given as they are."""
    said = []
    for token in Lexer(source).tokenize():
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        found = [*WORDS_OF_A_FILTER.finditer(token.contents)]
        if token.contents.startswith(("include ", "with ")):
            found += WORDS_HANDED_ON.finditer(token.contents)
        said += [each["words"] for each in found]
        if re.search(r"\|pluralize\b", token.contents):
            said.append("s")
        if token.contents.startswith("firstof "):
            said += re.findall(r'(?<!_\()"([^"]*)"', token.contents)
    return said


def _has_words(text: str) -> bool:
    text = re.sub(r"&\w+;", "", text).strip()
    return text not in NO_WORDS and bool(LETTER.search(text.replace("Verbatim", "")))


# --- What a page says ----------------------------------------------------------------------------


class Marked(trans_real.DjangoTranslation):
    """A catalogue that knows every message, and puts ⟦ ⟧ around it."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _look_words_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what is left out where one language is offered alone."""
    monkeypatch.setattr(settings, "USE_I18N", True)
    monkeypatch.setattr(translation, "_trans", type(translation._trans)())  # type: ignore[attr-defined]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    language = settings.LANGUAGE_CODE
    _look_words_up(monkeypatch)
    monkeypatch.setitem(trans_real._translations, language, Marked(language))  # type: ignore[attr-defined]
    look._positions.cache_clear()
    yield
    look._positions.cache_clear()


TEXT = (
    "«Пором піде», сказала Ілзе Марроу. «Він завжди ходив». Томас Реке назвав це "
    "«гарною обіцянкою».\n\nБільше ніхто не говорив.\n\n«Мито несправедливе», додав Томас Реке."
)
CHANGED = TEXT.replace("завжди ходив", "ходив завжди").replace("Мито несправедливе", "Мито зле")


@pytest.fixture
def newsroom(database: None) -> dict[str, Any]:
    """Make one of everything a page can show."""
    people = {
        role: User.objects.create_user(f"{role}@приклад", role=role, display_name="Анна Шевчук")
        for role in (Role.READER, Role.ANNOTATOR, Role.REVIEWER, Role.ADMIN)
    }
    by = people[Role.ANNOTATOR]
    draft = Draft(
        text=TEXT,
        title="Острови проти мита",
        outlet="Острівний вісник",
        byline="Олена Коваль",
        url="https://вісник.example/1",
        language="uk",
    )
    article = commands.take_in_article(draft, by=by).article
    Quote.objects.filter(article=article).update(
        status="rejected", decided_at=timezone.now(), decided_how="single"
    )
    ilse, tomas = make_speaker("Ілзе Марроу"), make_speaker("Томас Реке")
    tariff = make_target("Мито на пором", kind="proposal")
    sailing = make_quote(
        ("Пором піде", "Він завжди ходив"),
        article=article,
        speaker=ilse,
        mention="Ілзе Марроу",
        cue="сказала",
    )
    promise = make_suggestion("гарною обіцянкою", article, confidence=0.7, reason="marks only")
    unfair = make_quote("Мито несправедливе", article=article, speaker=tomas, act="denied")
    make_stance(sailing, tariff)
    make_stance(unfair, tariff, "oppose", conditional=True)
    commands.change_quote(
        sailing.pk,
        version=sailing.version,
        by=by,
        changes={"place": "Порт", "channel": "speech", "kind": "mixed", "unsure": True},
    )
    commands.add_note(sailing.pk, text="Перевірити запис", by=by)
    commands.reject_quote(unfair.pk, version=unfair.version, by=by)
    step = commands.undo_last_step(article.pk, by=by)
    changed = commands.take_in_article(
        Draft(text=CHANGED, url=draft.url, language="uk", kind="correction", note="Виправлено."),
        by=by,
    )
    create_token(by, name="Стрічка", scope="read", expires_at=None)
    sent = [Source("запис", 0, "text", words.encode()) for words in ("Тиша.", "Спокій.")]
    batch = commands.import_articles([*sent, sent[0]], outlet="", by=by)
    commands.take_in_part(batch_id=batch.pk, first=0, last=2)
    return {
        "people": people,
        "import": batch,
        "article": article,
        "quotes": (sailing, promise, unfair),
        "speaker": ilse,
        "other": tomas,
        "target": tariff,
        "step": step,
        "text": changed.text_version,
    }


def _client(newsroom: dict[str, Any], role: Role) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(newsroom["people"][role])
    return client


def _addresses(newsroom: dict[str, Any]) -> list[str]:
    article, speaker, target = (newsroom[each].pk for each in ("article", "speaker", "target"))
    quotes = [each.pk for each in newsroom["quotes"]]
    return [
        "/",
        "/articles/",
        "/articles/?q=немає",
        "/articles/new/",
        f"/articles/{article}/",
        *(f"/articles/{article}/?text=1&quote={pk}" for pk in quotes),
        f"/articles/{article}/?order=least",
        f"/articles/{article}/correction/",
        f"/articles/{article}/texts/",
        f"/articles/{article}/texts/new/",
        f"/imports/{newsroom['import'].pk}/",
        "/network/",
        "/network/?mode=two&said_from=2031-01-01",
        "/network/?mode=one&qualifier=ignore&minimum=100",
        "/quotes/",
        "/quotes/?q=немає&kind=direct&language=uk&published_from=2031-01-01",
        f"/quotes/?speaker={speaker}&target={target}&stance=support&waits=unsure",
        *(f"/quotes/{pk}/" for pk in quotes),
        "/quotes/?kind=шепіт",
        "/speakers/",
        "/speakers/?q=немає",
        "/speakers/?order=quoted&kind=person",
        "/speakers/duplicates/",
        f"/speakers/{speaker}/",
        f"/speakers/{speaker}/merge/",
        f"/speakers/{speaker}/merge/?into={newsroom['other'].pk}",
        f"/speakers/options/?q=іл&article={article}",
        "/targets/",
        "/targets/?q=немає",
        f"/targets/{target}/",
        f"/targets/{target}/merge/",
        "/targets/options/?q=ми",
        "/steps/",
        f"/steps/?article={article}",
        "/account/",
        "/sign-in/",
        "/немає/",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.ADMIN, Role.ANNOTATOR, Role.READER])
def test_every_word_of_a_page_comes_from_the_catalogue(
    role: Role, newsroom: dict[str, Any], marked: None
) -> None:
    client = _client(newsroom, role)

    left = {address: _left(client.get(address)) for address in _addresses(newsroom)}

    assert {address: words for address, words in left.items() if words} == {}


@pytest.mark.django_db
def test_every_word_of_what_a_change_answers_comes_from_the_catalogue(
    newsroom: dict[str, Any], marked: None
) -> None:
    article = newsroom["article"].pk
    sailing, promise, unfair = (each.pk for each in newsroom["quotes"])
    client = _client(newsroom, Role.REVIEWER)
    changes = [
        (f"/quotes/{sailing}/accept/", {"version": 1}),
        (f"/quotes/{promise}/accept/", {"version": 1}),
        (f"/quotes/{unfair}/facts/", {"version": 99, "act": "announced"}),
        (f"/quotes/{unfair}/facts/", {"version": 1, "said_on": "колись"}),
        (f"/articles/{article}/quotes/", {"text_version": newsroom["text"].pk, "spans": "[]"}),
        (f"/articles/{article}/undo/", {"was": promise}),
        (f"/articles/{article}/redo/", {"was": promise}),
        (f"/articles/{article}/redo/", {"was": promise}),
        (f"/steps/{newsroom['step'].pk}/undo/", {}),
        (f"/articles/{article}/texts/new/", {"text": "", "kind": "update"}),
        ("/articles/new/", {"text": "", "published_on": "колись", "language": "мова"}),
        ("/account/tokens/", {"name": "", "scope": "read", "last_day": "колись"}),
        (f"/speakers/{newsroom['speaker'].pk}/names/", {"version": 99, "name": "Ілзе М."}),
        (f"/articles/{article}/withdraw/", {"version": 1, "reason": "Помилка"}),
        (f"/quotes/{sailing}/reject/", {"version": 3}),
    ]

    left = {
        (address, number): _left(client.post(address, sent, headers=headers))
        for number, (address, sent) in enumerate(changes)
        for headers in ({"HX-Request": "true"}, {})
    }

    assert {address: words for address, words in left.items() if words} == {}


@pytest.mark.django_db
def test_every_word_of_a_page_for_a_fault_comes_from_the_catalogue(
    newsroom: dict[str, Any],
    marked: None,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, annotator = (_client(newsroom, role) for role in (Role.READER, Role.ANNOTATOR))
    guarded = Client(enforce_csrf_checks=True)
    answers = {
        403: reader.get("/articles/new/"),
        404: annotator.get("/немає/"),
        "csrf": guarded.post("/sign-in/", {}),
        "signing in": Client().post("/sign-in/", {"username": "Анна", "password": "так"}),
    }
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answers[400] = annotator.post("/articles/new/", {"text": "х" * 200})
    monkeypatch.setattr("quotes.views.desk.states", None)
    answers[500] = annotator.get("/")

    assert [answers[code].status_code for code in (400, 403, 404, 500)] == [400, 403, 404, 500]
    left = {name: _left(answer) for name, answer in answers.items()}
    assert {name: words for name, words in left.items() if words} == {}


def _left(answer: Any) -> list[str]:
    """Return the words of an answer that no catalogue knows; of one that leads on, none."""
    body = answer.content.decode()
    if answer.status_code in {204, 302} or not body.strip():
        return []
    page = html.fromstring(f"<div>{body}</div>" if "<html" not in body else body)
    for element in page.xpath("|".join(f"//{name}" for name in SILENT)):
        element.drop_tree()
    for element in page.xpath(
        "//*[@translate='no']"
    ):  # citations, which are English by their rules
        element.drop_tree()
    for element in by_class(page, "mono"):  # the first letters of a name, marked or not
        element.drop_tree()
    return sorted({words for said in _said(page) if (words := _unmarked(said))})


def _said(page: HtmlElement) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (*READ, *HANDED_TO_SCRIPTS):
            yield element.get(name) or ""
    yield page.text_content()  # whole: a link in a sentence is marked together with it


def _unmarked(said: str) -> str:
    """Leave what stands outside of all ⟦ ⟧ and has a Latin letter."""
    said = re.sub(r"https?://\S+", "", said)
    depth, left = 0, ""
    for character in said:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        left += character if depth == 0 else ""
    assert depth == 0, f"a message is cut off in {said[:200]}"
    words = [word for word in re.findall(r"[A-Za-z][\w-]*", left) if word not in SAME_EVERYWHERE]
    return " ".join(words)


# --- How a language is chosen --------------------------------------------------------------------


def test_every_language_offered_has_a_catalogue_or_is_the_one_pages_are_written_in() -> None:
    folders = {each.name for path in settings.LOCALE_PATHS for each in path.glob("*")}

    offered = {to_locale(code) for code, _ in settings.LANGUAGES}
    assert offered - folders <= {to_locale(settings.LANGUAGE_CODE)}


@pytest.mark.django_db
def test_the_api_speaks_english_whatever_is_asked_for(
    newsroom: dict[str, Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _look_words_up(monkeypatch)
    settings.LANGUAGES = [*settings.LANGUAGES, ("uk", "Ukrainian")]
    monkeypatch.setitem(trans_real._translations, "uk", Marked("uk"))  # type: ignore[attr-defined]
    asked = {"Accept-Language": "uk"}

    page = _client(newsroom, Role.READER).get("/targets/", headers=asked)
    problem = Client().get("/api/v1/quotes/?kind=шепіт", headers=asked)

    assert "⟦Targets⟧" in page.content.decode()
    assert "⟦" not in problem.content.decode()
