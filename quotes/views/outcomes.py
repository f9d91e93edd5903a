"""What a change of the article page came to: stored, and where it shows; or refused, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes import spans
    from quotes.queries.chains import Chains
    from quotes.queries.mentions import Mention
    from quotes.views.clash import Clash


@dataclass(frozen=True)
class Refusal:
    """Why nothing was changed; `is_conflict`: somebody was faster, `clash`: at the same part.

    `kept` is what was sent, in words, where it cannot be sent again at once; `shows_steps`: what
    stands in the way are later steps, which the history of the article shows; `is_unfinished`: no
    change was refused, but to be done with the article.
    """

    message: str
    is_conflict: bool = False
    status: int = 422
    clash: Clash | None = None
    kept: str = ""
    shows_steps: bool = False
    is_unfinished: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a change did, as far as the page has to know.

    `changed` are the quotes it touched, `moved` spans that were marked before, `whole`: numbers or
    places of other quotes may have changed, too; `toast` says what was done, which `was_undone`
    lets be done again; `notice`: why there was nothing to do. Where chains of mentions may be
    others now, `chains` are those of before, or `mention` is what the one quote named before, whose
    source alone was changed.
    """

    changed: frozenset[int] = frozenset()
    moved: spans.Spans = ()
    whole: bool = False
    toast: str = ""
    notice: str = ""
    was_undone: bool = False
    chains: Chains | None = None
    mention: Mention | None = None
    refusal: Refusal | None = None
    lit: int | None = None
    lit_after: int | None = None

    @property
    def is_saved(self) -> bool:
        """Whether anything was stored."""
        return bool(self.toast)
