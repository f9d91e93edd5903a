"""The tables of a Discourse Network Analyzer database, version 3."""

from __future__ import annotations

VERSION, DATE = "3.0.7", "2022-06-10"
"""What the program writes into its settings: later versions of it open such a file."""
LONGEST = 190
"""Characters of a short text, as SQLite counts them."""
OWN = "VERBATIM"
"""A table of ours beside the program's, which it leaves alone: what its own have no place for."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "SETTINGS": ("Property", "Value"),
    "CODERS": ("ID", "Name"),
    "DOCUMENTS": (
        *("ID", "Title", "Text", "Coder", "Author"),
        *("Source", "Section", "Notes", "Type", "Date"),
    ),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "ENTITIES": ("ID", "VariableId", "Value", "ChildOf"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
    "DATAINTEGER": ("StatementId", "VariableId", "Value"),
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "DATALONGTEXT": ("StatementId", "VariableId", "Value"),
    "ATTRIBUTEVARIABLES": ("ID", "VariableId", "AttributeVariable"),
    "ATTRIBUTEVALUES": ("ID", "EntityId", "AttributeVariableId", "AttributeValue"),
}
"""What is read of a file."""

VALUES = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "integer": "DATAINTEGER",
    "boolean": "DATABOOLEAN",
}
"""Where the values of a variable stand, by its type."""

PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements", "EditAttributes"),
    *("EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments"),
    *("ViewOthersStatements", "EditOthersStatements"),
)
EMPTY = "default ''"
COLOUR = ", ".join(
    f"{name} integer not null default 0 check ({name} between 0 and 255)"
    for name in ("Red", "Green", "Blue")
)
ENTITY_COLOUR = ", ".join(
    f"{name} integer check ({name} between 0 and 255)" for name in ("Red", "Green", "Blue")
)


def _flag(name: str, default: int = 1) -> str:
    return f"{name} integer not null default {default} check ({name} between 0 and 1)"


def _short(name: str, default: str = "") -> str:
    return f"{name} text not null {default} check (length({name}) < 191)"


def _to(column: str, table: str) -> str:
    return f"foreign key({column}) references {table}(ID) on delete cascade"


def _value_table(name: str, value: str, *more: str) -> str:
    return (
        f"create table {name}(ID integer primary key not null, StatementId integer not null,"
        f" VariableId integer not null, {value}, {_to('StatementId', 'STATEMENTS')},"
        f" {_to('VariableId', 'VARIABLES')}, {''.join(f'{each}, ' for each in more)}"
        "unique (StatementId, VariableId))"
    )


ID = "ID integer not null primary key"
TABLES = (
    "create table SETTINGS(Property text primary key, Value text not null)",
    f"create table CODERS({ID}, {_short('Name')}, {COLOUR},"
    " Refresh integer not null default 0 check (Refresh between 0 and 9999),"
    " FontSize integer not null default 14 check (FontSize between 1 and 99),"
    f" {_short('Password')},"
    " PopupWidth integer default 300 check (PopupWidth between 100 and 9999),"
    f" {_flag('ColorByCoder', 0)}, {_flag('PopupDecoration', 0)}, {_flag('PopupAutoComplete')}, "
    + ", ".join(_flag(f"Permission{each}") for each in PERMISSIONS)
    + ")",
    f"create table DOCUMENTS({ID}, {_short('Title')}, Text text not null, Coder integer, "
    + ", ".join(_short(name, EMPTY) for name in ("Author", "Source", "Section"))
    + f", Notes text not null default '', {_short('Type', EMPTY)},"
    f" Date integer not null, {_to('Coder', 'CODERS')})",
    f"create table STATEMENTTYPES({ID}, {_short('Label')}, {COLOUR})",
    (
        f"create table VARIABLES({ID}, {_short('Variable')}, DataType text not null default"
        " 'short text' check (DataType in ('boolean', 'integer', 'long text', 'short text')),"
        f" StatementTypeId integer, {_to('StatementTypeId', 'STATEMENTTYPES')},"
        " unique (Variable, StatementTypeId))"
    ),
    (
        f"create table VARIABLELINKS({ID}, SourceVariableId integer, TargetVariableId integer,"
        f" check (TargetVariableId != SourceVariableId), {_to('SourceVariableId', 'VARIABLES')},"
        f" {_to('TargetVariableId', 'VARIABLES')})"
    ),
    f"create table REGEXES(Label text primary key check (length(Label) < 191), {COLOUR})",
    f"create table CODERRELATIONS({ID}, Coder integer check (Coder > 0),"
    " OtherCoder integer check (OtherCoder > 0), "
    + ", ".join(
        _flag(name)
        for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    )
    + f", check (Coder != OtherCoder), {_to('Coder', 'CODERS')}, {_to('OtherCoder', 'CODERS')})",
    (
        f"create table STATEMENTS({ID}, StatementTypeId integer, DocumentId integer,"
        " Start integer not null check (Start >= 0), Stop integer not null check (Stop >= 0),"
        f" Coder integer, check (Start < Stop), {_to('StatementTypeId', 'STATEMENTTYPES')},"
        f" {_to('Coder', 'CODERS')}, {_to('DocumentId', 'DOCUMENTS')})"
    ),
    _value_table("DATABOOLEAN", "Value integer not null default 1"),
    _value_table("DATAINTEGER", "Value integer not null default 0"),
    (
        "create table ENTITIES(ID integer primary key not null, VariableId integer not null,"
        f" {_short('Value')}, {ENTITY_COLOUR}, ChildOf integer check (ChildOf > 0),"
        f" unique (VariableId, Value), {_to('ChildOf', 'ENTITIES')},"
        f" {_to('VariableId', 'VARIABLES')})"
    ),
    _value_table("DATASHORTTEXT", "Entity integer not null", _to("Entity", "ENTITIES")),
    _value_table("DATALONGTEXT", "Value text default ''"),
    (
        "create table ATTRIBUTEVARIABLES(ID integer primary key not null,"
        f" VariableId integer not null, {_short('AttributeVariable')},"
        f" unique (VariableId, AttributeVariable), {_to('VariableId', 'VARIABLES')})"
    ),
    (
        "create table ATTRIBUTEVALUES(ID integer primary key not null, EntityId integer not null,"
        f" AttributeVariableId integer not null, {_short('AttributeValue', EMPTY)},"
        f" unique (EntityId, AttributeVariableId), {_to('EntityId', 'ENTITIES')},"
        f" {_to('AttributeVariableId', 'ATTRIBUTEVARIABLES')})"
    ),
    (
        f"create table {OWN}(Kind text not null, ID integer not null, Data text not null,"
        " primary key (Kind, ID))"
    ),
)
"""The tables as the program makes them, which are all it asks for: it has no indexes."""
