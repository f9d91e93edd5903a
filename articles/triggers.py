"""What the database itself promises about stored texts, whatever route a write takes."""

import pgtrigger

LONG_TEXT = 8_192
"""Texts of more code points than that are also kept in pieces."""

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

# The text once, out of its compressed form: else each piece would be cut out of a text unpacked
# for it alone.
_CUT_INTO_PIECES = """
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM public.articles_textpiece WHERE text_version_id = NEW.id;
    END IF;
    INSERT INTO public.articles_textpiece (text_version_id, number, words)
        SELECT NEW.id, number, words FROM public.text_pieces(NEW.text || '');
    RETURN NULL;
"""
_PIECES_ARE_OF_THE_TEXT = """
    IF EXISTS (
        SELECT text_version_id, number, words FROM written
        EXCEPT SELECT v.id, piece.number, piece.words
            FROM public.articles_textversion v, public.text_pieces(v.text || '') piece
            WHERE v.id IN (SELECT text_version_id FROM written))
    THEN
        RAISE check_violation USING MESSAGE = 'a piece of a text is what stands there in the text',
            CONSTRAINT = 'text_piece_is_of_the_text';
    END IF;
    RETURN NULL;
"""
CUT_INTO_PIECES = pgtrigger.Trigger(
    name="cut_into_pieces",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("text"),  # type: ignore[no-untyped-call]
    condition=pgtrigger.Condition(f"NEW.length > {LONG_TEXT}"),
    func=_CUT_INTO_PIECES,
)
PIECES_ARE_OF_THE_TEXT = [
    pgtrigger.Trigger(
        name=f"pieces_are_of_the_text_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="written"),  # type: ignore[no-untyped-call]
        func=_PIECES_ARE_OF_THE_TEXT,
    )
    for name, operation in (("insert", pgtrigger.Insert), ("update", pgtrigger.Update))
]
