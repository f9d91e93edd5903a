"""What the database itself promises about stored texts, whatever route a write takes."""

import pgtrigger

_REFUSE = """
    raise exception 'the text of an article never changes: store a new text version'
    using errcode = 'check_violation', constraint = 'text_version_never_changes';
"""
TEXT_NEVER_CHANGES = [
    pgtrigger.Trigger(
        name="text_version_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(
            "id", "article", "number", "text", "blocks", "source_format", "created_at", "created_by"
        ),
        func=_REFUSE,
    ),
    pgtrigger.Trigger(
        name="text_version_never_deleted",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=_REFUSE,
    ),
    pgtrigger.Trigger(
        name="text_version_never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=_REFUSE,
    ),
]
