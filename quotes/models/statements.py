"""How the database finds the printings of one statement, and when it looks."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q

_COUNTED = Q(status="accepted") & ~Q(kind="term") & Q(speaker__isnull=False)

STATEMENTS = (
    # Those of the same words, whatever marks and capitals stand between them.
    models.Index(
        F("speaker"),
        Func(F("content_words"), function="public.statement_key"),
        name="quote_same_words",
        condition=_COUNTED,
    ),
    # Those of the same days: words near enough are found among them.
    models.Index(F("speaker"), F("sort_at"), name="quote_same_days", condition=_COUNTED),
)

_MEND = "PERFORM public.mend_statement(OLD.family_id);"
_SETTLE = "PERFORM public.settle_statement(NEW.id);"
_CHANGED = pgtrigger.Condition("""
    'accepted' IN (OLD.status, NEW.status)
    AND (OLD.status, OLD.content_words, OLD.speaker_id, OLD.act, OLD.kind, OLD.sort_at)
    IS DISTINCT FROM (NEW.status, NEW.content_words, NEW.speaker_id, NEW.act, NEW.kind, NEW.sort_at)
""")

# Triggers run in the order of their names: these after what passes the quote on.
SETTLED = (
    pgtrigger.Trigger(
        name="settled_when_new",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__status="accepted"),
        func=f"{_SETTLE} RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="settled_when_changed",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=_CHANGED,
        func=f"{_SETTLE} RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="settled_when_gone",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        condition=pgtrigger.Q(old__family__isnull=False),
        func=f"{_MEND} RETURN NULL;",
    ),
)
