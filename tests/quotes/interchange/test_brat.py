"""Stand-off files: as another program reads them, and as annotators leave them."""

from __future__ import annotations

import io
import zipfile
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from bioc import brat as others
from django.core.management import CommandError, call_command

from quotes.interchange import brat
from quotes.interchange.refusals import FileRefused
from quotes.models import Quote
from quotes.queries.filters import QuoteFilters
from tests.factories import make_article, make_quote, make_speaker

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "🚢 Ilse Marrow said: “The pier\nstays.” “For ever,” she added."
LINES = (
    "T1\tContent 21 29;30 36\tThe pier stays.",
    "T2\tCue 14 18\tsaid",
    "T3\tSource 2 13\tIlse Marrow",
    "T4\tAttribution 14 18\tsaid",
    "E1\tAttribution:T4 Source:T3 Content:T1 Cue:T2",
    "T5\tContent 39 48\tFor ever,",
    "T6\tAttribution 54 59\tadded",
    "E2\tAttribution:T6 Content:T5",
    "#1\tAnnotatorNotes E2\tperhaps somebody else",
)


def write(folder: Path, *lines: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pier.txt").write_text(text, newline="")
    (folder / "pier.ann").write_text("\n".join(lines) + "\n", newline="")
    return folder


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_quotes", "brat", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.mark.django_db
def test_attributions_of_annotators_become_quotes(tmp_path: Path) -> None:
    path = write(tmp_path / "corpus", *LINES)
    told = run(path)
    assert told.startswith(
        "Imported 1 articles, 2 quotes, 0 stances, 0 speakers, 0 targets; 0 were"
    )
    assert "1 notes of brat were left out" in told
    assert run(path).startswith("Imported 0 articles, 0 quotes")
    first, second = Quote.objects.order_by("content")
    assert first.content_words == ["The pier\nstays."]
    assert first.cue_words == ["said"]
    assert first.attributions.get().mention_words == ["Ilse Marrow"]
    assert second.content_words == ["For ever,"]
    assert (second.cue, second.attributions.count()) == (None, 0)


@pytest.mark.django_db
def test_another_program_reads_what_is_written(tmp_path: Path) -> None:
    path, article = tmp_path / "quotes.zip", make_article(text=TEXT)
    quote = make_quote(
        ("The pier\nstays.", "For ever,"),
        article=article,
        cue="said",
        mention="Ilse Marrow",
        speaker=make_speaker("Ilse Marrow"),
    )
    assert brat.write(QuoteFilters(), path) == 1
    stem = f"article-{article.pk}-text-1"
    with zipfile.ZipFile(path) as file:
        text, ann = (file.read(f"{stem}{end}").decode() for end in (".txt", ".ann"))
    read = others.load(io.StringIO(text), io.StringIO(ann))
    assert read.text == TEXT
    entities = {one.id: one for one in read.entities}
    (event,) = read.events
    assert entities[event.arguments["Source"]].text == "Ilse Marrow"
    assert entities[event.arguments["Cue"]].text == "said"
    content = entities[event.arguments["Content"]]
    assert content.text == "The pier stays. For ever,"
    fragments = sorted((each.begin, each.end) for each in content.locations)
    assert fragments == [(21, 29), (30, 36), (39, 48)]
    assert [(one.type, one.refid, *one.attributes) for one in read.attributes] == [
        ("Kind", event.id, quote.kind)
    ]
    assert [one.refid for one in read.notes] == [event.id]


@pytest.mark.django_db
def test_what_was_corrected_in_brat_is_as_it_was_corrected(tmp_path: Path) -> None:
    path, article = tmp_path / "quotes.zip", make_article(text=TEXT)
    quote = make_quote("For ever,", article=article, speaker=make_speaker("Ilse Marrow"))
    brat.write(QuoteFilters(), path)
    quote.delete()
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(path) as file:
        file.extractall(folder)
    ann = folder / f"article-{article.pk}-text-1.ann"
    ann.write_text(ann.read_text().replace("39 48\tFor ever,", "43 47\tever"))
    run(folder)
    assert Quote.objects.get().content_words == ["ever"]
    assert str(Quote.objects.get().speaker) == "Ilse Marrow"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T9\tContent 0 1\tx", "pier.ann, line 10: the text has “🚢”, not “x”"),
        ("T9\tContent 3 900\tlse", "pier.ann, line 10: 3 to 900 is no stretch of a text of 60"),
        ("T9 Content", "pier.ann, line 10: is no span"),
        ("E9\tAttribution", "pier.ann, line 10: is no event"),
        ("E9\tAttribution:T4 Content:T77", "pier.ann, line 10: Content is T77, which is not there"),
        ("E9\tAttribution:T4 Cue:T2", "pier.ann, line 10: has no Content"),
        ("T1\tCue 14 18\tsaid", "pier.ann, line 10: T1 is there twice"),
        ("?", "pier.ann, line 10: is no line of brat's"),
        ("A1\tKind", "pier.ann, line 10: is no attribute"),
        ("A1\tKind E1 loud", "pier.ann, line 5: /kind: 'loud' is not one of"),
        ("#2\tAnnotatorNotes E1\t{", "pier.ann, line 5: its note is no JSON"),
        ('#2\tAnnotatorNotes E1\t{"attributions":[1]}', "line 5: its note has attributions that"),
        ('#2\tAnnotatorNotes E1\t{"parts":{"T1":[[1]]}}', "line 5: its note has parts that are"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_only_imported_on_demand(
    tmp_path: Path, line: str, told: str
) -> None:
    path = write(tmp_path / "corpus", *LINES, line)
    with pytest.raises(CommandError) as refused:
        run(path)
    assert told in str(refused.value)
    assert not Quote.objects.exists()
    with pytest.raises(SystemExit):
        run(path, partial=True)
    assert Quote.objects.count() in {1, 2}


def test_files_that_are_no_pairs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "lonely.ann").write_text("")
    with pytest.raises(FileRefused, match=r"has no \.txt and \.ann"):
        brat.read(tmp_path)
    (tmp_path / "some.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(FileRefused, match="neither a folder nor a zip"):
        brat.read(tmp_path / "some.zip")
    with pytest.raises(FileRefused, match="There is no file"):
        brat.read(tmp_path / "none.zip")


@pytest.mark.django_db
def test_a_text_that_was_changed_beside_its_records_is_refused(tmp_path: Path) -> None:
    quote = make_quote("The ferry will sail,")
    (tmp_path / "unpacked").mkdir()
    call_command("export", "brat", output=tmp_path / "unpacked")
    name = f"article-{quote.article_id}-text-1"
    (tmp_path / "unpacked" / f"{name}.txt").write_text("Another text.")
    assert brat.read(tmp_path / "unpacked").refused[0].startswith(f"{name}.ann: its text is not")
