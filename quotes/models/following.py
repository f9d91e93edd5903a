"""How what quotes are found and counted by follows them, in the same transaction.

The SQL function `search_follows(ids, reworded)` and the views that tell what it writes stand in the
migrations. Only accepted quotes cost anything: suggestions come in by the hundred thousand.
"""

from __future__ import annotations

import pgtrigger

PASSED_ON = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.status = 'accepted' THEN
            INSERT INTO quotes_quotesearch (
                    quote_id, status, sort_at, dated_on, article_id, words, facets)
                SELECT quote_id, status, sort_at, dated_on, article_id, words, facets
                FROM quotes_searchrow WHERE quote_id = NEW.id;
        ELSE
            INSERT INTO quotes_quotesearch (quote_id, status, sort_at, dated_on, article_id, words)
                VALUES (NEW.id, NEW.status, NEW.sort_at, NEW.dated_on, NEW.article_id,
                    to_tsvector('verbatim', array_to_string(NEW.content_words, ' ')));
        END IF;
        RETURN NULL;
    END IF;
    IF 'accepted' IN (NEW.status, OLD.status) THEN
        IF (NEW.status, NEW.kind, NEW.act, NEW.content_words, NEW.content, NEW.text_version_id,
                NEW.sort_at, NEW.dated_on, NEW.published_at, NEW.outlet_id, NEW.language,
                NEW.cue_words, NEW.earlier, NEW.unsure, NEW.decided_how, NEW.family_id)
            IS DISTINCT FROM (OLD.status, OLD.kind, OLD.act, OLD.content_words, OLD.content,
                OLD.text_version_id, OLD.sort_at, OLD.dated_on, OLD.published_at, OLD.outlet_id,
                OLD.language, OLD.cue_words, OLD.earlier, OLD.unsure, OLD.decided_how,
                OLD.family_id)
        THEN
            PERFORM search_follows(
                ARRAY[NEW.id], NEW.content_words IS DISTINCT FROM OLD.content_words);
        END IF;
    ELSIF (NEW.status, NEW.sort_at, NEW.dated_on, NEW.content_words)
        IS DISTINCT FROM (OLD.status, OLD.sort_at, OLD.dated_on, OLD.content_words)
    THEN
        UPDATE quotes_quotesearch SET status = NEW.status, sort_at = NEW.sort_at,
            dated_on = NEW.dated_on,
            words = to_tsvector('verbatim', array_to_string(NEW.content_words, ' '))
            WHERE quote_id = NEW.id;
    END IF;
    IF (NEW.status, NEW.sort_at, NEW.dated_on)
        IS DISTINCT FROM (OLD.status, OLD.sort_at, OLD.dated_on)
    THEN
        UPDATE quotes_attribution
            SET status = NEW.status, sort_at = NEW.sort_at, dated_on = NEW.dated_on
            WHERE quote_id = NEW.id;
        UPDATE quotes_stance
            SET status = NEW.status, sort_at = NEW.sort_at, dated_on = NEW.dated_on
            WHERE quote_id = NEW.id;
    END IF;
    RETURN NULL;
"""

SEARCH_FOLLOWS = """
    PERFORM search_follows(ARRAY[{quotes}]);
    RETURN NULL;
"""

# Once a statement: rows come in by the thousand, and what they are found by is written in one go.
SEARCH_FOLLOWS_ADDED = """
    PERFORM search_follows(found.quotes) FROM (
        SELECT array_agg(DISTINCT quote_id) AS quotes FROM added WHERE status = 'accepted'
    ) found WHERE found.quotes IS NOT NULL;
    RETURN NULL;
"""

# A relay does not carry its quote's status.
SEARCH_FOLLOWS_RELAY = """
    PERFORM search_follows(ARRAY(
        SELECT id FROM quotes_quote WHERE id IN ({quotes}) AND status = 'accepted'));
    RETURN NULL;
"""

SEARCH_FOLLOWS_SPEAKER = """
    PERFORM search_follows(ARRAY(
        SELECT DISTINCT a.quote_id FROM quotes_attribution a
        WHERE a.speaker_id = NEW.id AND a.status = 'accepted'));
    RETURN NULL;
"""


def search_follows(*columns: str) -> list[pgtrigger.Trigger]:
    """Answer the triggers that keep what an accepted quote is found by, as a row beside it changes.

    The row carries the status of its quote: what is suggested costs nothing.
    """
    was, is_now = pgtrigger.Q(old__status="accepted"), pgtrigger.Q(new__status="accepted")
    return [
        pgtrigger.Trigger(
            name="search_added",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),  # type: ignore[no-untyped-call]
            func=SEARCH_FOLLOWS_ADDED,
        ),
        _after(
            "search_changed",
            pgtrigger.Update,
            "OLD.quote_id, NEW.quote_id",
            only=_differs(columns) & is_now,
        ),
        _after("search_removed", pgtrigger.Delete, "OLD.quote_id", only=was),
    ]


def search_follows_relay(*columns: str) -> list[pgtrigger.Trigger]:
    """Answer the same triggers for relays, which look up the status of their quote."""
    func, both = SEARCH_FOLLOWS_RELAY, "OLD.quote_id, NEW.quote_id"
    return [
        _after("search_added", pgtrigger.Insert, "NEW.quote_id", func=func),
        _after("search_changed", pgtrigger.Update, both, only=_differs(columns), func=func),
        _after("search_removed", pgtrigger.Delete, "OLD.quote_id", func=func),
    ]


def _differs(columns: tuple[str, ...]) -> pgtrigger.Q:
    differs = pgtrigger.Q()
    for column in columns:
        differs |= pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")})
    return differs


def _after(
    name: str,
    operation: pgtrigger.Operation,
    quotes: str,
    *,
    only: pgtrigger.Q | None = None,
    func: str = SEARCH_FOLLOWS,
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=only,
        func=func.format(quotes=quotes),
    )
