"""What a test needs to exist, made with as few words as it cares about."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.models import Article, Outlet, TextVersion
from quotes.models import Attribution, Quote, Speaker, SpeakerName, Stance, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = (
    "“The ferry will sail,” Ilse Marrow said. “It always has.” Tomas Reke called it "
    "“a fine promise”.\n\nNobody else spoke."
)
_numbers = count(1)


def make_article(*, text: str = TEXT, outlet: str | None = None, **overrides: Any) -> Article:
    """Make an article with one text version."""
    published_by = Outlet.objects.get_or_create(name=outlet)[0] if outlet else None
    article = Article.objects.create(
        outlet=published_by, **{"title": f"Article {next(_numbers)}", **overrides}
    )
    make_text_version(article, text=text)
    article.refresh_from_db()
    return article


def make_text_version(article: Article, *, text: str = TEXT, **overrides: Any) -> TextVersion:
    """Make the next text version of an article."""
    number = TextVersion.objects.filter(article=article).count() + 1
    blocks = [{"role": "body", "start": 0, "end": len(text)}]
    return TextVersion.objects.create(
        **{
            "article": article,
            "number": number,
            "text": text,
            "blocks": blocks,
            "source_format": "text",
            **overrides,
        }
    )


def make_speaker(name: str | None = None, **overrides: Any) -> Speaker:
    """Make a speaker who goes by one name."""
    speaker = Speaker.objects.create(name=name or f"Speaker {next(_numbers)}", **overrides)
    SpeakerName.objects.create(speaker=speaker, name=speaker.name)
    return speaker


def make_target(name: str | None = None, **overrides: Any) -> Target:
    """Make a target."""
    return Target.objects.create(name=name or f"Target {next(_numbers)}", **overrides)


def make_quote(
    words: str | Sequence[str] = ("The ferry will sail,", "It always has."),
    *,
    article: Article | None = None,
    speaker: Speaker | None = None,
    mention: str | None = None,
    cue: str | None = None,
    status: str = "accepted",
    **overrides: Any,
) -> Quote:
    """Make a quote of these words, each part looked up after the one before."""
    version = TextVersion.objects.filter(article=article or make_article()).latest("number")
    parts = [words] if isinstance(words, str) else list(words)
    decided = (
        {} if status == "suggested" else {"decided_at": timezone.now(), "decided_how": "single"}
    )
    quote = Quote(
        **{
            "text_version": version,
            "content": find_parts(version.text, parts),
            "content_words": parts,
            "kind": "direct",
            "origin": "person",
            "status": status,
            "speaker": speaker,
            **decided,
            **overrides,
        }
    )
    if cue:
        quote.cue, quote.cue_words = find_parts(version.text, [cue]), [cue]
    quote.save()
    Attribution.objects.create(
        quote=quote,
        speaker=speaker,
        mention=find_parts(version.text, [mention]) if mention else None,
        mention_words=[mention] if mention else None,
        sourcing="named" if speaker or mention else "none",
    )
    quote.refresh_from_db()
    return quote


def make_suggestion(words: str | Sequence[str], article: Article, **overrides: Any) -> Quote:
    """Make a quote that the machine suggests in an article."""
    machine = {"status": "suggested", "origin": "machine", "confidence": 0.9}
    return make_quote(words, article=article, **{**machine, **overrides})


def make_stance(
    quote: Quote, target: Target, position: str | None = "support", **overrides: Any
) -> Stance:
    """Make a stance of a quote on a target."""
    return Stance.objects.create(quote=quote, target=target, position=position, **overrides)


def find_parts(text: str, parts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Answer where the parts stand, in code points, each after the one before."""
    found, start = [], 0
    for part in parts:
        start = text.index(part, start)
        found.append((start, start + len(part)))
        start += len(part)
    return tuple(found)
