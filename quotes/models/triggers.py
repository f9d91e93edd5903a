"""What the database itself promises about quotes, whatever route a write takes.

The SQL functions used here (`slices_match` and the text search configuration `verbatim`) stand in
the migrations. What checks words names its tables with their schema: a temporary table of the same
name would be found before them. A long text is not read for that, but the pieces it is kept in.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Func, Q
from django.db.models.lookups import GreaterThanOrEqual

from articles.triggers import LONG_TEXT


def span_check(column: str, name: str) -> models.CheckConstraint:
    """Answer the constraint that a filled span column holds a part and begins inside the text."""
    # lower() of an empty multirange is null, and a CHECK passes on null: coalesce makes it fail.
    first = Func(column, function="lower", output_field=models.IntegerField())
    begin = Func(first, -1, function="coalesce", output_field=models.IntegerField())
    inside = Q(GreaterThanOrEqual(begin, 0))
    return models.CheckConstraint(condition=Q(**{f"{column}__isnull": True}) | inside, name=name)


def before(
    name: str, func: str, *, only: pgtrigger.Q | None = None, **variables: str
) -> pgtrigger.Trigger:
    """Answer a trigger that looks at each row before it is stored."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=only,
        declare=list(variables.items()) or None,
        func=func,
    )


def merges_are_flat(table: str, name: str) -> pgtrigger.Trigger:
    """Answer the trigger that lets `merged_into` lead to a row that is merged into nothing.

    Who resolves a merged row looks up one other, never a chain.
    """
    return before(
        "merges_are_flat",
        MERGES_ARE_FLAT.format(table=table, name=name),
        only=pgtrigger.Q(new__merged_into__isnull=False),
    )


MERGES_ARE_FLAT = """
    IF EXISTS (SELECT FROM {table} WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
        OR EXISTS (SELECT FROM {table} WHERE merged_into_id = NEW.id)
    THEN
        RAISE check_violation USING MESSAGE = 'a merge leads to one that is merged into nothing',
            CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
"""

# The text is locked against a redaction: words that are checked against it are not taken out
# between the check and the end of the transaction.
# A short text whole, and once out of its compressed form; of a long one nothing, but its pieces.
BODY = f"CASE WHEN v.length <= {LONG_TEXT} THEN v.text || '' END"

QUOTE_WORDS_ARE_SLICES = f"""
    IF TG_OP = 'INSERT'
        OR (NEW.text_version_id, NEW.content, NEW.content_words, NEW.cue, NEW.cue_words,
            NEW.addressee_span, NEW.addressee_words)
        IS DISTINCT FROM (OLD.text_version_id, OLD.content, OLD.content_words, OLD.cue,
            OLD.cue_words, OLD.addressee_span, OLD.addressee_words)
    THEN
        SELECT {BODY} INTO body FROM public.articles_textversion v WHERE v.id = NEW.text_version_id
            FOR KEY SHARE;
        PERFORM slices_match(NEW.text_version_id, body, NEW.content, NEW.content_words, 'content');
        PERFORM slices_match(NEW.text_version_id, body, NEW.cue, NEW.cue_words, 'cue');
        PERFORM slices_match(
            NEW.text_version_id, body, NEW.addressee_span, NEW.addressee_words, 'addressee');
    END IF;
    RETURN NEW;
"""  # noqa: S608 - a constant of ours

# Deferred: a quote that moves to another text goes first, what hangs on it follows row by row.
ALL_OF_IT_MOVED = f"""
    SELECT v.id, {BODY} INTO text_id, body FROM public.quotes_quote q
        JOIN public.articles_textversion v ON v.id = q.text_version_id WHERE q.id = NEW.id;
    IF text_id IS NOT NULL THEN
        PERFORM slices_match(text_id, body, mention, mention_words, 'mention'),
            slices_match(text_id, body, descriptor, descriptor_words, 'descriptor'),
            slices_match(text_id, body, condition, condition_words, 'condition')
            FROM public.quotes_attribution WHERE quote_id = NEW.id;
        PERFORM slices_match(text_id, body, span, span_words, 'relay')
            FROM public.quotes_relay WHERE quote_id = NEW.id;
    END IF;
    RETURN NULL;
"""  # noqa: S608 - a constant of ours

QUOTE_IS_NOT_INSIDE_ITSELF = """
    IF NEW.id IN (
        WITH RECURSIVE up AS (
            SELECT NEW.parent_id AS id
            UNION SELECT q.parent_id FROM quotes_quote q JOIN up USING (id)
            WHERE q.parent_id IS NOT NULL
        ) SELECT id FROM up)
    THEN
        RAISE check_violation USING MESSAGE = 'a quote cannot stand inside itself',
            CONSTRAINT = 'quote_is_not_inside_itself';
    END IF;
    RETURN NEW;
"""

COPY_FROM_ARTICLE = """
    SELECT a.id, a.outlet_id, a.language, a.published_at, coalesce(a.published_at, a.created_at)
        INTO NEW.article_id, NEW.outlet_id, NEW.language, NEW.published_at, NEW.sort_at
        FROM articles_textversion v JOIN articles_article a ON a.id = v.article_id
        WHERE v.id = NEW.text_version_id;
    NEW.dated_on := coalesce(NEW.said_on, NEW.published_at::date);
    RETURN NEW;
"""

COPY_FROM_QUOTE = """
    SELECT q.status, q.sort_at, q.dated_on INTO NEW.status, NEW.sort_at, NEW.dated_on
        FROM quotes_quote q WHERE q.id = NEW.quote_id;
    RETURN NEW;
"""

# Who it is changes more often than the words do: for that the text, perhaps long, is not read.
ATTRIBUTION_WORDS_ARE_SLICES = f"""
    IF TG_OP = 'INSERT'
        OR (NEW.quote_id, NEW.mention, NEW.mention_words, NEW.descriptor, NEW.descriptor_words,
            NEW.condition, NEW.condition_words)
        IS DISTINCT FROM (OLD.quote_id, OLD.mention, OLD.mention_words, OLD.descriptor,
            OLD.descriptor_words, OLD.condition, OLD.condition_words)
    THEN
        SELECT v.id, {BODY} INTO text_id, body FROM public.quotes_quote q
            JOIN public.articles_textversion v ON v.id = q.text_version_id
            WHERE q.id = NEW.quote_id FOR KEY SHARE OF v;
        PERFORM slices_match(text_id, body, NEW.mention, NEW.mention_words, 'mention');
        PERFORM slices_match(text_id, body, NEW.descriptor, NEW.descriptor_words, 'descriptor');
        PERFORM slices_match(text_id, body, NEW.condition, NEW.condition_words, 'condition');
    ELSIF (NEW.speaker_id, NEW.organisation_id)
        IS NOT DISTINCT FROM (OLD.speaker_id, OLD.organisation_id)
    THEN
        RETURN NEW;
    END IF;
    SELECT v.article_id INTO home
        FROM public.quotes_quote q JOIN public.articles_textversion v ON v.id = q.text_version_id
        WHERE q.id = NEW.quote_id;
    IF EXISTS (SELECT FROM public.quotes_speaker s
        WHERE s.id IN (NEW.speaker_id, NEW.organisation_id) AND s.article_id <> home)
    THEN
        RAISE check_violation USING MESSAGE = 'an unnamed source belongs to one article',
            CONSTRAINT = 'attribution_unnamed_stays_at_home';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - a constant of ours

RELAY_WORDS_ARE_SLICES = f"""
    SELECT v.id, {BODY}, v.article_id INTO text_id, body, home
        FROM public.quotes_quote q JOIN public.articles_textversion v ON v.id = q.text_version_id
        WHERE q.id = NEW.quote_id FOR KEY SHARE OF v;
    PERFORM slices_match(text_id, body, NEW.span, NEW.span_words, 'relay');
    IF EXISTS (SELECT FROM public.quotes_speaker s
        WHERE s.id = NEW.speaker_id AND s.article_id <> home)
    THEN
        RAISE check_violation USING MESSAGE = 'an unnamed source belongs to one article',
            CONSTRAINT = 'relay_unnamed_stays_at_home';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - a constant of ours

# A quote that is being deleted loses its attributions first: for that moment it may look like
# another of the same words by nobody, and keeps its speaker.
SPEAKER_PASSED_ON = """
    IF TG_OP = 'UPDATE'
        AND (NEW.speaker_id, NEW.position) IS NOT DISTINCT FROM (OLD.speaker_id, OLD.position)
    THEN
        RETURN NULL;
    END IF;
    quote := CASE WHEN TG_OP = 'DELETE' THEN OLD.quote_id ELSE NEW.quote_id END;
    first := (SELECT coalesce(s.merged_into_id, s.id)
              FROM quotes_attribution a LEFT JOIN quotes_speaker s ON s.id = a.speaker_id
              WHERE a.quote_id = quote ORDER BY a.position LIMIT 1);
    IF TG_OP = 'DELETE' THEN
        BEGIN
            UPDATE quotes_quote SET speaker_id = first
                WHERE id = quote AND speaker_id IS DISTINCT FROM first;
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
        RETURN NULL;
    END IF;
    UPDATE quotes_quote SET speaker_id = first
        WHERE id = quote AND speaker_id IS DISTINCT FROM first;
    RETURN NULL;
"""
