"""Newsrooms with quotes of every shape, and what of them a lossless format carries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from accounts.models import User
from articles.drafts import Draft
from articles.models import Article, TextVersion
from quotes import spans
from quotes.models import Attribution, Quote, Relay, Speaker, Stance, Target
from quotes.queries.exported_whole import find_whole
from quotes.queries.filters import QuoteFilters
from tests.factories import make_article, make_speaker, make_target, make_text_version

if TYPE_CHECKING:
    from random import Random

PIECES = (
    *("“The pier 🚢 stays,” Ilse Marrow said.", "قال الوزير إن الجسر باقٍ.", "𝔗𝔥𝔢 tide\u0301"),
    *("\r\n", "\n\n", " ", "„Nein“, sagte Tomas Reke. ", "👩‍🚀", "x", "\ufeff", "\r"),
)
POSITIONS = ("support", "oppose", "neutral", "mixed", "unclear", None)
FACTS = (
    *("kind", "act", "cue", "cue_words", "unsure", "stances_done", "said_on"),
    *("said_on_precision", "earlier", "place", "channel", "said_in", "addressee"),
    *("addressee_span", "addressee_words", "confidence", "reason", "changed"),
    *("decided_at", "decided_how", "status", "content", "content_words"),
)


def fill(random: Random) -> None:
    """Make a newsroom of a few articles, speakers and targets, and some quotes."""
    for name in ("nell", "oda"):
        User.objects.create(username=name)
    speakers = _make_speakers(random)
    targets = [make_target("Bridge toll", attributes={"area": "roads"}), make_target("The Pier")]
    targets[1].part_of = targets[0]
    targets[1].save()
    targets.append(make_target("Toll bridge", merged_into=targets[0]))
    targets.append(make_target("Reke himself", kind="speaker", speaker=speakers[0]))
    for number in range(random.randint(1, 3)):
        article = _make_article(random, number)
        own = Speaker.objects.create(name="a dock worker", article=article)
        own.names.create(name=own.name)
        made: list[Quote] = []
        for _quote in range(random.randint(1, 4)):
            made += _make_quote(random, article, [*speakers, own], made)
        for quote in made:
            for target in random.sample(targets[:2] + targets[3:], random.randint(0, 3)):
                Stance.objects.create(
                    quote=quote,
                    target=targets[2] if target == targets[0] else target,
                    position=random.choice(POSITIONS),
                    conditional=random.random() < 0.2,
                )


def fill_whole(random: Random) -> None:
    """Make such a newsroom with what only our own formats carry: roles, next texts, merges."""
    fill(random)
    reke = Speaker.objects.get(name="Tomas Reke")
    harbour = Speaker.objects.get(name="Harbour Board")
    reke.wikidata_id = "Q4711"
    reke.save()
    reke.roles.create(role="harbour master", organisation=harbour, since=date(2029, 1, 1))
    reke.roles.create(role="angler 🎣", until=date(2030, 2, 3))
    for article in Article.objects.order_by("id"):
        if random.random() < 0.5:
            first = article.text_versions.get()
            make_text_version(
                article,
                text=Draft(text=first.text + " More.\r\n").text,
                kind=random.choice(["correction", "update"]),
                dated=random.choice([None, date(2031, 6, 2)]),
                note=random.choice(["", "An earlier text had another tide."]),
            )


def told_whole() -> dict[str, Any]:
    """Answer what such a newsroom says, with roles, merges and all texts."""
    return told() | {
        "texts": sorted(
            (each.text, each.number, each.kind, str(each.dated), each.note, str(each.blocks))
            for each in TextVersion.objects.all()
        ),
        "people": sorted(
            (
                *(each.name, each.kind, str(each.wikidata_id), str(each.merged_into)),
                *(str(each.part_of), each.article_id is not None, repr(each.attributes)),
                tuple(sorted(name.name for name in each.names.all())),
                tuple(
                    (role.role, str(role.organisation), str(role.since), str(role.until))
                    for role in each.roles.order_by("id")
                ),
            )
            for each in _exported_speakers()
        ),
        "tagged": sorted(
            (repr(each.quote.content), each.position, str(each.speaker), str(each.organisation))
            for each in Attribution.objects.select_related("quote", "speaker", "organisation")
        ),
        "about": sorted(
            (repr(each.quote.content), str(each.target), str(each.target.merged_into))
            for each in Stance.objects.select_related("quote", "target__merged_into")
        ),
        "origin": sorted(Quote.objects.values_list("origin", flat=True)),
    }


def _exported_speakers() -> list[Speaker]:
    """Answer those whom quotes name, and whoever these name or were merged with."""
    whole = find_whole(QuoteFilters(), source="none")
    return [*whole.speakers.values()]


def _make_speakers(random: Random) -> list[Speaker]:
    harbour = make_speaker("Harbour Board", kind="organisation", attributes={"Type": "public"})
    desk = make_speaker("Berth Desk", kind="organisation", part_of=harbour)
    crowd = make_speaker("rowers", kind="group")
    reke = make_speaker("Tomas Reke", attributes={"party": "Ebb", "Länge": "é" * 200})
    reke.names.create(name="T. Reke 🎣")
    twins = [make_speaker("Ilse Marrow"), make_speaker("Ilse Marrow", kind="document")]
    merged = make_speaker("Thomas Reke", merged_into=reke)
    return random.sample([reke, harbour, desk, crowd, *twins, merged], 7)


def _make_article(random: Random, number: int) -> Article:
    text = "".join(random.choice(PIECES) for _piece in range(random.randint(3, 12))) + "End."
    at = datetime(2031, 5, 2, 12, 30, tzinfo=UTC) + timedelta(hours=random.randint(0, 9000))
    return make_article(
        text=Draft(text=text).text,
        outlet=random.choice(["The Aldmoor Courier", None]),
        title=f"Article {number}" + " 🚢" * random.choice([0, 100]),
        byline=random.choice(["", "By Nell Ash"]),
        published_at=random.choice([at, None]),
        url=random.choice([None, f"https://news.invalid/{number}"]),
        external_id=random.choice([None, f"wire {number}"]),
        language=random.choice(["", "en", "de"]),
    )


def _make_quote(
    random: Random,
    article: Article,
    speakers: list[Speaker],
    before: list[Quote],
) -> list[Quote]:
    version = article.text_versions.get()
    content = _parts(random, version, random.randint(1, 2))
    sources = random.sample(speakers, random.randint(0, 2))
    first = (sources[0].merged_into or sources[0]).pk if sources else None
    if any((one.content, one.speaker_id) == (content, first) for one in before):
        return []
    quote = Quote.objects.create(
        text_version=version,
        content=content,
        content_words=list(spans.words(version.text, content)),
        kind=random.choice(["direct", "indirect", "mixed", "term"]),
        act=random.choice(["said", "denied", "declined"]),
        status="accepted",
        origin="person",
        unsure=random.random() < 0.3,
        stances_done=random.random() < 0.5,
        confidence=random.choice([None, 0.25]),
        decided_by=random.choice([None, *User.objects.order_by("id")]),
        decided_at=datetime(2031, 6, 1, 9, 0, 0, random.randint(0, 999_999), tzinfo=UTC),
        decided_how=random.choice(["single", "batch"]),
        parent=random.choice([None, *before]),
        speaker_id=first,
        place=random.choice(["", "Aldmoor ⚓"]),
        channel=random.choice(["", "briefing"]),
        **random.choice([{}, {"said_on": date(2031, 5, 1), "said_on_precision": "day"}]),
        **_placed(random, version, "cue"),
    )
    for position, speaker in enumerate(sources):
        Attribution.objects.create(
            quote=quote,
            position=position,
            speaker=speaker,
            organisation=random.choice([None, speakers[0], speakers[1]]),
            sourcing="unnamed" if speaker.article_id else "named",
            **_placed(random, version, "mention"),
            **_placed(random, version, "descriptor"),
        )
    if random.random() < 0.3:
        Relay.objects.create(quote=quote, name="the wire", **_placed(random, version, "span"))
    quote.refresh_from_db()
    return [quote]


def _parts(random: Random, version: TextVersion, count: int) -> spans.Spans:
    edges = sorted(random.sample(range(version.length + 1), 2 * count))
    parts = zip(edges[::2], edges[1::2], strict=True)
    return spans.read_spans([list(part) for part in parts], version.length)


def _placed(random: Random, version: TextVersion, name: str) -> dict[str, Any]:
    parts = _parts(random, version, 1) if random.random() < 0.6 else None
    words = list(spans.words(version.text, parts)) if parts else None
    return {name: parts, f"{name}_words": words}


def told() -> dict[str, Any]:
    """Answer the quotes of a newsroom and whatever they name, in words instead of ids."""
    quotes = Quote.objects.select_related("text_version__article__outlet", "parent", "decided_by")
    named = {one.name: _target(one) for one in Target.objects.filter(stances__isnull=False)}
    return {
        "quotes": sorted((_quote(quote) for quote in quotes), key=repr),
        "targets": sorted(_target(Target.objects.get(name=one[0])) for one in named.values()),
        "speakers": sorted(
            {
                _whole(_resolved(one))
                for source in Attribution.objects.all()
                for one in (source.speaker, source.organisation)
                if one
            }
        ),
    }


def _quote(quote: Quote) -> Any:
    version = quote.text_version
    article = version.article
    return (
        *(article.title, article.byline, article.url, article.external_id, article.language),
        *(str(article.outlet), article.published_at, version.text, version.blocks),
        [getattr(quote, name) for name in FACTS],
        quote.parent and (quote.parent.content, str(quote.parent.speaker)),
        quote.decided_by and quote.decided_by.username,
        [
            (
                *(_who(each.speaker), _who(each.organisation), each.sourcing, each.mention),
                *(each.mention_words, each.descriptor, each.descriptor_words),
            )
            for each in quote.attributions.order_by("position")
        ],
        [(each.name, each.span, each.span_words) for each in quote.relays.order_by("position")],
        sorted(
            (_target(each.target)[0], str(each.position), each.conditional)
            for each in quote.stances.all()
        ),
    )


def _resolved(speaker: Speaker) -> Speaker:
    return speaker.merged_into or speaker


def _who(speaker: Speaker | None) -> Any:
    if speaker is None:
        return None
    one = _resolved(speaker)
    return (one.name, one.kind, one.article_id is not None)


def _whole(speaker: Speaker) -> Any:
    merged = Speaker.objects.filter(merged_into=speaker)
    names = {each.name for one in (speaker, *merged) for each in one.names.all()}
    above = speaker.part_of and speaker.part_of.name
    return (
        *_who(speaker),
        repr(sorted(names)),
        repr(sorted(speaker.attributes.items())),
        str(above),
    )


def _target(target: Target) -> Any:
    one = target.merged_into or target
    above, who = one.part_of and one.part_of.name, one.speaker and _resolved(one.speaker).name
    return (one.name, one.kind, repr(one.attributes), str(above), str(who))
