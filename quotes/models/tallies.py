"""Roll-ups of what figures count, so that millions of quotes are not counted for each page.

A tally is what was folded into it so far, and the deltas that triggers have appended since; who
reads adds both in one statement, so that the next request is exact. `quotes.commands.tallies`
folds, and counts all of it anew. Months are numbered year * 100 + month; -1 is without a date, and
0 stands for all of them. Merges are resolved when read.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left


def _key() -> models.TextField[str, str]:
    return models.TextField(db_collation="C")


def _count() -> models.IntegerField[int, int]:
    return models.IntegerField(default=0)


class FacetTally(models.Model):
    """How many accepted quotes have a facet, by month and ever; of "" there are all.

    Of terms there is the facet k:term alone, of articles and statements of one family none.
    """

    pk = models.CompositePrimaryKey("facet", "month")
    facet = _key()
    month = models.IntegerField()
    n = _count()

    class Meta:
        indexes = (
            models.Index(
                Left("facet", 2), F("n").desc(), name="facet_tally_largest", condition=Q(month=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.facet} {self.month}: {self.n}"


class FacetDelta(models.Model):
    """Facets that quotes of a month gained (n is 1) or lost (-1), not folded yet."""

    month = models.IntegerField()
    n = models.SmallIntegerField()
    facets = ArrayField(models.TextField())

    def __str__(self) -> str:
        return f"{self.n} in {self.month}"


class PositionTally(models.Model):
    """How many quotes of an actor take each position towards a target, by month and ever.

    `actor` is "s:7" for a speaker, "o:7" for an organisation, itself or spoken for, and "" for
    everybody; target 0 is all of them, which ranks actors and is kept for ever alone. `marks` is 0
    for all quotes; else those alone that have exactly these: 1 unnamed, 2 relayed, 4 accepted in
    batch, added up. Act said only.
    """

    pk = models.CompositePrimaryKey("actor", "target", "marks", "month")
    actor = _key()
    target = models.BigIntegerField()
    marks = models.SmallIntegerField(default=0)
    month = models.IntegerField()
    support = _count()
    oppose = _count()
    neutral = _count()
    mixed = _count()
    unclear = _count()
    unjudged = _count()
    n = models.GeneratedField(
        expression=F("support")
        + F("oppose")
        + F("neutral")
        + F("mixed")
        + F("unclear")
        + F("unjudged"),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["target", "actor"],
                name="position_tally_of_target",
                include=["support", "oppose", "n"],
                condition=Q(month=0, marks=0),
            ),
            models.Index(
                Left("actor", 2), F("n").desc(), name="position_tally_actors", condition=Q(target=0)
            ),
            models.Index(
                fields=["-n"],
                name="position_tally_targets",
                condition=Q(actor="", month=0, marks=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.actor} on {self.target}, {self.month}: {self.n}"


class PositionDelta(models.Model):
    """Quotes of an actor that came to take a position, or no longer do, not folded yet."""

    actor = _key()
    target = models.BigIntegerField()
    marks = models.SmallIntegerField()
    month = models.IntegerField()
    position = models.TextField()
    n = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.n} {self.position} of {self.actor} on {self.target}"


FACETS_COUNTED = """
    IF TG_OP <> 'INSERT' AND OLD.status = 'accepted' THEN
        was := facets_counted(OLD.facets);
        month_was := month_number(OLD.dated_on);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'accepted' THEN
        became := facets_counted(NEW.facets);
        month_became := month_number(NEW.dated_on);
    END IF;
    IF month_was = month_became THEN
        lost := ARRAY(SELECT unnest(was) EXCEPT SELECT unnest(became));
        became := ARRAY(SELECT unnest(became) EXCEPT SELECT unnest(was));
        was := lost;
    END IF;
    IF cardinality(was) > 0 THEN
        INSERT INTO quotes_facetdelta (month, n, facets) VALUES (month_was, -1, was);
    END IF;
    IF cardinality(became) > 0 THEN
        INSERT INTO quotes_facetdelta (month, n, facets) VALUES (month_became, 1, became);
    END IF;
    RETURN NULL;
"""
_FACETS = [
    ("was", "text[]"),
    ("became", "text[]"),
    ("lost", "text[]"),
    ("month_was", "int"),
    ("month_became", "int"),
]
_WAS, _IS = pgtrigger.Q(old__status="accepted"), pgtrigger.Q(new__status="accepted")


def facets_counted() -> list[pgtrigger.Trigger]:
    """Answer the triggers that count the facets of each accepted quote, as they change."""
    return [
        pgtrigger.Trigger(
            name=name,
            when=pgtrigger.After,
            operation=operation,
            condition=only,
            declare=_FACETS,
            func=FACETS_COUNTED,
        )
        for name, operation, only in (
            ("facets_counted", pgtrigger.Insert, _IS),
            ("facets_recounted", pgtrigger.Update, _WAS | _IS),
            ("facets_uncounted", pgtrigger.Delete, _WAS),
        )
    ]


# A quote counts once for an actor and a target, however many of its sources are that actor: so what
# all rows of the quote count now is held against what they counted before.
POSITIONS_COUNTED = """
    IF NOT EXISTS (SELECT FROM {changed}) THEN
        RETURN NULL;
    END IF;
    INSERT INTO quotes_positiondelta (actor, target, marks, month, position, n)
    WITH present AS MATERIALIZED (
        SELECT p.* FROM quotes_positiontaken p
        WHERE p.quote_id IN (SELECT quote_id FROM {changed}) AND p.act = 'said'
    ), sides AS (
        SELECT 1 AS sign, p.* FROM present p {before}
    ), whole AS (
        SELECT *, max((sourcing = 'unnamed')::int) OVER (PARTITION BY sign, quote_id)
            + 2 * relayed::int + 4 * batch::int AS marks FROM sides
    ), each AS (
        SELECT DISTINCT sign, quote_id, named.actor, target_id, marks,
            month_number(dated_on) AS month, coalesce(position, 'unjudged') AS position
        FROM whole,
            unnest(ARRAY['', 's:' || speaker_id, 'o:' || organisation_id]) AS named (actor)
        WHERE named.actor IS NOT NULL
    )
    SELECT actor, target_id, marks, month, position, sum(sign) FROM each
    GROUP BY actor, target_id, marks, month, position HAVING sum(sign) <> 0;
    RETURN NULL;
"""
_STAYED = """
    UNION ALL SELECT -1, p.* FROM present p WHERE NOT EXISTS (
        SELECT FROM come c WHERE (c.quote_id, c.target_id, c.attribution)
            = (p.quote_id, p.target_id, p.attribution))
"""
_LEFT = " UNION ALL SELECT -1, g.* FROM gone g WHERE g.act = 'said'"
_UNTOUCHED = " UNION ALL SELECT -1, p.* FROM present p"


def positions_counted() -> list[pgtrigger.Trigger]:
    """Answer the triggers that count the positions of quotes, once for each statement."""
    old = pgtrigger.Referencing(old="gone")  # type: ignore[no-untyped-call]
    new = pgtrigger.Referencing(new="come")  # type: ignore[no-untyped-call]
    both = pgtrigger.Referencing(old="gone", new="come")  # type: ignore[no-untyped-call]
    return [
        pgtrigger.Trigger(
            name=name,
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=POSITIONS_COUNTED.format(changed=changed, before=before.strip()),
        )
        for name, operation, referencing, changed, before in (
            ("positions_counted", pgtrigger.Insert, new, "come", _STAYED),
            ("positions_recounted", pgtrigger.Update, both, "come", _STAYED + _LEFT),
            ("positions_uncounted", pgtrigger.Delete, old, "gone", _UNTOUCHED + _LEFT),
        )
    ]
