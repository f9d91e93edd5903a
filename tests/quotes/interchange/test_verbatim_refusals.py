"""A file of ours that is not what it should be."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from quotes.interchange import verbatim
from quotes.interchange.refusals import FileRefused
from quotes.models import Quote, Speaker

if TYPE_CHECKING:
    from pathlib import Path

HEAD = {"type": "verbatim", "schema": 1, "offset_unit": "codepoint"}
TEXT = "\ufeff“The pier 🚢\r\nstays,” Ilse Marrow said."
ARTICLE = {"type": "article", "key": 1, "title": "Pier", "texts": [{"number": 1, "text": TEXT}]}
SPEAKER = {"type": "speaker", "key": "i", "name": "Ilse Marrow"}
QUOTE: dict[str, Any] = {
    "type": "quote",
    "key": 5,
    "article": 1,
    "content": [{"start": 2, "end": 20, "exact": "The pier 🚢\r\nstays,"}],
    "attributions": [{"speaker": "i", "mention": [{"exact": "Ilse Marrow"}]}],
}


def write(path: Path, *records: Any, end: int | None = None) -> Path:
    """Write a file of these records; text stands as it is."""
    last = {"type": "end", "records": len(records) if end is None else end}
    lines = [each if isinstance(each, str) else json.dumps(each) for each in records]
    path.write_text("\n".join([json.dumps(HEAD), *lines, json.dumps(last)]), newline="")
    return path


def run(path: Path, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_quotes", "verbatim", str(path), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_offsets_are_those_of_the_text_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "one", ARTICLE, SPEAKER, QUOTE)
    told, _err = run(path)
    assert told.startswith("Imported 1 articles, 1 quotes, 0 stances, 1 speakers, 0 targets; 0")
    quote = Quote.objects.get()
    assert quote.content_words == ["The pier 🚢\nstays,"]
    assert str(quote.speaker) == "Ilse Marrow"
    assert run(path)[0].startswith("Imported 0 articles, 0 quotes, 0 stances, 0 speakers")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("{", "line 5: no JSON, at character"),
        ('{"type":"person","key":"a","key":"b"}', 'line 5: gives "key" twice'),
        ('{"type":"person","key":"a\\u0000"}', "line 5: has a NUL character"),
        ('{"type":"person","key":"\\ud800"}', "line 5: has bytes or characters that are no"),
        ("[" * 100_000, "line 5: nested too deeply"),
        ('{"type":"person","key":NaN}', "line 5: NaN is no number in JSON"),
        ("[]", 'line 5: /type: an object with a "type" that is one of'),
        ({"type": "quote", "key": 6, "article": 1}, "line 5: /: 'content' is a required"),
        ({**QUOTE, "key": 6, "kind": "shouted"}, "line 5: /kind: 'shouted' is not one of"),
        ({**QUOTE}, "line 5: /key: “5” is that of line 4, too"),
        ({**QUOTE, "key": 6, "article": 9}, "line 5: names text 1 of article 9, not there"),
        ({**QUOTE, "key": 6, "text": 2}, "line 5: names text 2 of article 1, not there"),
        (
            {**QUOTE, "key": 6, "content": [{"start": 2, "end": 5, "exact": "the"}]},
            "line 5: /content: the text has “The” from 2 to 5, not “the”",
        ),
        (
            {**QUOTE, "key": 6, "content": [{"start": 2, "end": 500}]},
            "line 5: /content: the part 2 to 500 lies outside the text, which has 39 characters",
        ),
        ({**QUOTE, "key": 6, "cue": [{"exact": "shouted"}]}, "/cue: these words do not stand"),
        ({**QUOTE, "key": 6, "attributions": [{"speaker": "j"}]}, "line 5: names speaker j,"),
        ({**QUOTE, "key": 6, "parent": 6}, "line 5: /parent: leads back to itself"),
        ({**QUOTE, "key": 6, "said_on": "Friday"}, "line 5: /said_on: Invalid isoformat"),
        ({**QUOTE, "key": 6, "decided": {"by": "oda"}}, "line 5: /decided/by: there is no person"),
        ({**SPEAKER, "key": "k", "part_of": "k"}, "line 5: /part_of: leads back to itself"),
        ({**SPEAKER, "key": "k", "name": "n" * 301}, "line 5: /name: "),
        ({**ARTICLE, "key": 2, "url": "ftp:pier"}, "line 5: /url: "),
        ({"type": "target", "key": 1, "name": "x", "kind": "speaker"}, "line 5: /speaker: a"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_only_imported_on_demand(
    tmp_path: Path, record: Any, told: str
) -> None:
    path = write(tmp_path / "some", ARTICLE, SPEAKER, QUOTE, record)
    with pytest.raises(CommandError) as refused:
        run(path)
    assert told in str(refused.value)
    assert str(refused.value).endswith("Nothing was imported.")
    assert Quote.objects.count() + Speaker.objects.count() == 0
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "import_quotes", "verbatim", str(path), partial=True, stdout=StringIO(), stderr=err
        )
    assert told in err.getvalue()
    assert Quote.objects.count() == 1


@pytest.mark.django_db
def test_whoever_names_what_was_refused_is_refused_too(tmp_path: Path) -> None:
    board = {"type": "speaker", "key": "b", "name": " ", "kind": "organisation"}
    path = write(tmp_path / "some", ARTICLE, {**SPEAKER, "part_of": "b"}, board, QUOTE)
    assert [line.partition(":")[0] for line in verbatim.read(path).refused] == [
        "line 4",
        "line 3",
        "line 5",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "is empty"),
        ("{}", "does not begin with"),
        ("\x00\xff", "does not begin with"),
        ('{"type":"verbatim","schema":2}', "is of version 2; what is read here is 1"),
        ('{"type":"verbatim","schema":1,"offset_unit":"utf16"}', "does not count code points"),
        (json.dumps(HEAD), "is cut off"),
        (f'{json.dumps(HEAD)}\n{{"type":"end","records":2}}', "has 0 records and not 2"),
    ],
)
def test_a_file_that_is_none_or_cut_off_is_refused(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "some"
    path.write_text(written)
    with pytest.raises(FileRefused, match=told):
        verbatim.read(path)
