"""What a client's author reads before the operations: prose, with `code` between backticks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """One thing to know, at an anchor of the page; `code` is shown below it."""

    anchor: str
    title: str
    text: str
    code: str = ""

    @property
    def told(self) -> list[str]:
        """Answer its paragraphs."""
        return self.text.strip().split("\n\n")


GUIDE = (
    Chapter(
        "token",
        "A token",
        """
        A program speaks in somebody’s name. Its token is made on the account page,
        or by `manage.py create_token NAME --scope read|write`, is shown once, and
        never may more than its owner. Where reading is public it needs none to
        read.
        """,
        'curl -H "Authorization: Bearer $TOKEN" {base}/api/v1/quotes/?q=ferry',
    ),
    Chapter(
        "lists",
        "Lists",
        """
        A list answers `results` and `next`, the address of the next page or null on
        the last; the header `Link` says the same. Follow it as it is: the cursor in
        it belongs to its filters and its order. A page has 50 objects unless
        `limit` asks for up to 200, and page 10,000 costs what page 1 costs. Nothing
        is left out and nothing comes twice, whatever is written meanwhile.

        A filter given twice means either. Days are inclusive, in the newsroom’s
        time zone. `count=true` counts, `fields=` chooses members, `include=`
        answers what is named by id as well. A parameter that is not known is
        refused, not ignored.
        """,
    ),
    Chapter(
        "offsets",
        "Offsets",
        """
        `start` and `end` count Unicode code points of one numbered text version,
        half open: in Python `text[start:end] == exact`. JavaScript, Java and .NET
        count UTF-16 units: ask with `offset_unit=utf16`. Every answer with offsets
        names its unit. Who writes may give words alone, with `prefix` and `suffix`
        where they stand several times.

        Count in `text` as an article answers it, not in what was sent: line ends
        become `\\n` alone, and a byte order mark at the beginning goes. Words that
        do not stand where you say are refused.
        """,
    ),
    Chapter(
        "versions",
        "Versions",
        """
        What can be changed has an `ETag`, its version and a hash of the answer.
        Sent as `If-None-Match` it saves an answer that you have (304). To change
        something, send it as `If-Match`: without it the answer is 428, and 412 with
        the thing as it is now where somebody was faster. Nobody’s work is
        overwritten unseen.
        """,
        (
            "curl -X PATCH -H 'If-Match: \"v5-5f70bf18a0860070\"' \\\n"
            '     -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\\n'
            "     -d '{\"unsure\": true}' {base}/api/v1/quotes/36/"
        ),
    ),
    Chapter(
        "again",
        "Sent again",
        """
        A write whose answer was lost can be sent again: with the same
        `Idempotency-Key` it is answered as the first time and done once. Keys are
        kept for a day. An `external_id` of your own does the same for ever: what
        you send twice is found again.
        """,
    ),
    Chapter(
        "copies",
        "Keeping a copy",
        """
        `/api/v1/changes/` tells each object that changed, in order, as it is now,
        or that it is gone, merged or redacted. Apply them, keep `cursor`, ask again
        with `after=` it and `wait=20`. A cursor that no longer goes on is answered
        410 with where to begin.

        To begin with everything, ask a list with `Accept: application/x-ndjson`: one
        object a line, all of one moment, and a last line that counts them, so that a
        stream that was cut off is noticed, with the `cursor` from which the changes
        go on.

        Or load a dump: `/api/v1/exports/` lists files of everything that every
        reader may see, as NDJSON, CSV and Parquet, each with its SHA-256, and the
        `cursor` from which to go on. After a withdrawal, older dumps still hold what
        was withdrawn; a redaction takes every dump away.
        """,
    ),
    Chapter(
        "limits",
        "Limits",
        """
        Each answer tells in `RateLimit` how many requests are left, and
        `RateLimit-Policy` how many there are a minute. After too many (429), or
        while the database is away (503), `Retry-After` says in how many seconds to
        ask again. A body has 4 MB at most, an address 8,190 bytes.
        """,
    ),
)
