"""What can be wrong inside a database whose tables are all there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.interchange.dna.contents import Contents, Statement


def find_problems(contents: Contents) -> Iterator[str]:
    """Yield what is missing or contradicts itself, a sentence each."""
    if not contents.documents:
        yield _("The database has no documents: there is nothing to import.")
    yield from _odd_documents(contents)
    yield from _with_nul(contents)
    for statement in contents.statements:
        if problem := _missing(contents, statement):
            yield problem
    for entity in contents.entities.values():
        if entity.variable not in contents.variables:
            yield _("Entity %(entity)s belongs to variable %(variable)s, which is not there.") % {
                "entity": entity.pk,
                "variable": entity.variable,
            }
        if _stands_below_itself(contents, entity.pk):
            yield _("Entity %(entity)s “%(value)s” stands below itself.") % {
                "entity": entity.pk,
                "value": entity.value,
            }


def _odd_documents(contents: Contents) -> Iterator[str]:
    """Yield where a document has numbers for words or words for a number: SQLite lets it."""
    for document in contents.documents.values():
        words = (document.title, document.text, document.author, document.source)
        if not all(isinstance(each, str) for each in words) or not isinstance(document.date, int):
            yield _(
                "Document %(number)s has no text, or a title, author, source or date that is none."
            ) % {"number": document.pk}


def _with_nul(contents: Contents) -> Iterator[str]:
    """Yield where words hold a NUL character, which no text here can."""
    for entity in contents.entities.values():
        told = {entity.value, *contents.attributes.get(entity.pk, {}).values()}
        if any("\x00" in str(each) for each in told):
            yield _("Entity %(entity)s has a NUL character in it.") % {"entity": entity.pk}
    for statement in contents.statements:
        if any("\x00" in str(each) for each in contents.values.get(statement.pk, {}).values()):
            yield _("Statement %(statement)s has a NUL character in a value.") % {
                "statement": statement.pk
            }


def _missing(contents: Contents, statement: Statement) -> str:
    told = {"statement": statement.pk}
    if not all(isinstance(each, int) for each in statement[3:5]):
        return _("Statement %(statement)s has a start or stop that is no number.") % told
    if statement.document not in contents.documents:
        return _("Statement %(statement)s is of document %(document)s, which is not there.") % {
            **told,
            "document": statement.document,
        }
    if statement.type not in contents.types:
        return _("Statement %(statement)s is of type %(type)s, which is not there.") % {
            **told,
            "type": statement.type,
        }
    for variable, value in contents.values.get(statement.pk, {}).items():
        known = contents.variables.get(variable)
        if known is None:
            return _("Statement %(statement)s has a value of variable %(variable)s, unknown.") % {
                **told,
                "variable": variable,
            }
        if known.type == "short text" and value not in contents.entities:
            return _("Statement %(statement)s names entity %(entity)s, which is not there.") % {
                **told,
                "entity": value,
            }
    return ""


def _stands_below_itself(contents: Contents, pk: int) -> bool:
    seen, above = set[int](), contents.entities[pk].child_of
    while above is not None and above in contents.entities and above not in seen:
        if above == pk:
            return True
        seen.add(above)
        above = contents.entities[above].child_of
    return False
