"""Quotes as a database of Discourse Network Analyzer; the same quotes give the same bytes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from quotes.interchange.dna.contents import Statement
from quotes.interchange.dna.database import EMPTY, Database, cut
from quotes.interchange.dna.describing import (
    describe_article,
    describe_quote,
    describe_speaker,
    describe_target,
)
from quotes.interchange.dna.documents import KEPT, seconds_of
from quotes.interchange.dna.emitting import TYPES, emit
from quotes.interchange.dna.entities import Entities
from quotes.interchange.dna.offsets import Units
from quotes.interchange.dna.own import statement_print
from quotes.interchange.fingerprints import fingerprint
from quotes.queries.exported import find_exported, other_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from articles.models import TextVersion
    from quotes.interchange.dna.emitting import Emitted
    from quotes.models import Quote, Speaker, Target
    from quotes.queries.exported import Exported
    from quotes.queries.filters import QuoteFilters

ADMIN = 1
"""The coder that the program wants in every database."""


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the accepted quotes asked for as a new database; answer how many."""
    exported = find_exported(filters, source="dna")
    writing = Writing(exported, Database(path))
    writing.write()
    return len(exported.quotes)


class Writing:
    """One export: what has which number in the file, and the rows that are written so far."""

    def __init__(self, exported: Exported, database: Database) -> None:
        self.exported, self.database = exported, database
        self.documents = {
            pk: number
            for number, pk in enumerate(
                dict.fromkeys(q.text_version_id for q in exported.quotes), 1
            )
        }
        self.units = {pk: Units(text.text) for pk, text in exported.texts.items()}
        self.homes: dict[int, int] = {}
        for pk, number in self.documents.items():
            self.homes.setdefault(exported.texts[pk].article_id, number)
        whole_speakers = _whole(exported.speaker(pk) for pk in exported.speakers)
        whole_targets = _whole(exported.target(pk) for pk in exported.targets)
        self.numbers: dict[Speaker | Target, int] = {
            **{one: number for number, one in enumerate(whole_speakers, 1)},
            **{one: number for number, one in enumerate(whole_targets, 1)},
        }
        self.quotes = {quote.pk: number for number, quote in enumerate(exported.quotes, 1)}
        self.emitted = {quote.pk: emit(quote, exported) for quote in exported.quotes}
        self.coders: dict[str, int] = {"Admin": ADMIN}
        self.people: dict[int, int] = {}

    def write(self) -> None:
        """Write all of it and close the file."""
        self._write_coders()
        self._write_documents()
        types: dict[str, dict[str, str]] = {}
        for each in (each for some in self.emitted.values() for each in some):
            variables = types.setdefault(each.label, dict(TYPES.get(each.label, {})))
            for name, (kind, *_value) in each.values.items():
                variables.setdefault(name, kind)
        self.types = {**TYPES, **types}
        self.database.add_types(types)
        self._write_names()
        self.entities = Entities(self.database, self.exported, self.numbers)
        for quote in self.exported.quotes:
            self._write_quote(quote)
        self.entities.add_attributes()
        self.database.close()

    def _write_coders(self) -> None:
        people = {q.decided_by.pk: q.decided_by for q in self.exported.quotes if q.decided_by}
        names = ["Admin"]
        for person in sorted(people.values(), key=lambda one: one.username):
            names.append(person.shown_name)
            self.people[person.pk] = len(names)
            self.coders.setdefault(person.shown_name, len(names))
        coded_by = {each.coder for some in self.emitted.values() for each in some if each.coder}
        for name in sorted(coded_by):
            if name not in self.coders:
                names.append(name)
                self.coders[name] = len(names)
        self.database.add_coders(names)
        for person in people.values():
            data = {"username": person.username, "name": person.shown_name}
            self.database.keep("coder", self.people[person.pk], data)

    def _write_documents(self) -> None:
        for pk, number in self.documents.items():
            version = self.exported.texts[pk]
            home = self.homes[version.article_id]
            self.database.add("DOCUMENTS", self._document(version))
            text_of = None if home == number else home
            self.database.keep("article", number, describe_article(version, text_of=text_of))

    def _document(self, version: TextVersion) -> dict[str, Any]:
        article = version.article
        row = self.exported.article_rows.get(article.pk)
        kept: Mapping[str, str] = row.data if row else {}
        return {
            "Title": cut(article.title),
            "Text": version.text,
            "Coder": ADMIN,
            "Author": cut(article.byline),
            "Source": cut(article.outlet.name if article.outlet else ""),
            **{name.capitalize(): kept.get(name, "") for name in KEPT},
            "Date": seconds_of(article.published_at or article.created_at),
        }

    def _write_names(self) -> None:
        speakers = _whole(self.exported.speaker(pk) for pk in self.exported.speakers)
        names, twins = other_names({one.pk for one in speakers}), Counter(map(str, speakers))
        for one in speakers:
            data = describe_speaker(
                one,
                names.get(one.pk, []),
                part_of=self._speaker(one.part_of_id),
                article=self.homes.get(one.article_id or 0),
            )
            data["apart"] = twins[one.name] > 1
            self.database.keep("speaker", self.numbers[one], data)
        for target in _whole(self.exported.target(pk) for pk in self.exported.targets):
            data = describe_target(
                target,
                part_of=self._target(target.part_of_id),
                speaker=self._speaker(target.speaker_id),
            )
            self.database.keep("target", self.numbers[target], data)

    def _write_quote(self, quote: Quote) -> None:
        number, document = self.quotes[quote.pk], self.documents[quote.text_version_id]
        units = self.units[quote.text_version_id]
        start, stop = units(quote.content[0][0]), units(quote.content[-1][1])
        prints = {}
        for each in self.emitted[quote.pk]:
            coder = self.coders.get(each.coder or "") or self.people.get(quote.decided_by_id or 0)
            label = list(self.types).index(each.label) + 1
            columns = (label, document, start, stop, coder or ADMIN)
            values = self._values(each)
            pk = self.database.add_statement(
                columns,
                [(kind, variable, value) for kind, variable, value, _shown in values.values()],
            )
            statement = Statement(pk, *columns)
            shown = {name: [kind, shown] for name, (kind, _v, _e, shown) in values.items()}
            prints[str(pk)] = statement_print(statement, each.label, dict(sorted(shown.items())))
        version, sources = self.exported.texts[quote.text_version_id], quote.attributions.all()
        rows = [[row.key, row.data] for row in self.exported.rows.get(quote.pk, ())]
        data = {
            **describe_quote(quote, speaker=self._speaker, target=self._target),
            "article": document,
            "parent": self.quotes.get(quote.parent_id or 0),
            "decided_by": self.people.get(quote.decided_by_id or 0),
            "rows": rows,
        }
        article, text = version.article, version.sha256
        who = [str(each.speaker_id and self.exported.speaker(each.speaker_id)) for each in sources]
        about = (article.url, article.external_id, article.title, text, quote.content, who)
        key = f"quote {fingerprint(*about)}"
        self.database.keep("quote", number, {**data, "key": key, "statements": prints})

    def _values(self, each: Emitted) -> dict[str, tuple[str, int, Any, Any]]:
        """Answer type, variable, value and what it shows, of every variable of the type."""
        found = {}
        for name, variable in self.database.variables[each.label].items():
            kind = self.types[each.label][name]
            _kind, value, who = each.values.get(name, (kind, EMPTY[kind], None))
            shown = value
            if kind == "short text":
                value = self.entities.number(variable, str(value), who)
                shown = self.entities.shown[value]
            found[name] = (kind, variable, value, shown)
        return found

    def _speaker(self, pk: int | None) -> int | None:
        one = self.exported.speaker(pk)
        return None if one is None else self.numbers[one]

    def _target(self, pk: int | None) -> int | None:
        return None if pk is None else self.numbers[self.exported.target(pk)]


def _whole(named: Iterable[Any]) -> list[Any]:
    """Answer each once, in the order in which they were added."""
    return sorted({one for one in named if one is not None}, key=lambda one: one.pk)
