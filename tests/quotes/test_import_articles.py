"""Articles from files and folders: what is good is in, what is not is told, nothing comes twice."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, TextVersion
from quotes import commands
from quotes.commands import suggestions
from quotes.models import Attribution, Quote
from tests.factories import TEXT

pytestmark = pytest.mark.django_db


def run(*paths: Path, **options: Any) -> tuple[int, str, list[str]]:
    """Import, and answer the exit code, the summary and the lines about refused items."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, paths), stdout=out, stderr=err, **options)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue().strip(), err.getvalue().splitlines()
    return 0, out.getvalue().strip(), err.getvalue().splitlines()


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**fields: Any) -> str:
    return json.dumps({"text": TEXT, **fields}) + "\n"


def test_takes_in_a_folder_with_all_in_it_but_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/d/e.txt", ".hidden.txt", ".git/f.txt"):
        write(tmp_path / name, f"{TEXT}\n{name}")
    assert run(tmp_path) == (0, "3 new, 0 changed, 0 same, 0 refused", [])
    texts = TextVersion.objects.order_by("id").values_list("text", flat=True)
    assert [text.splitlines()[-1] for text in texts] == ["b.txt", "a/c.txt", "a/d/e.txt"]
    assert Quote.objects.filter(status="suggested").count() == 6


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write(tmp_path / "b.txt", TEXT)
    code, told, refused = run(tmp_path)
    assert (code, told) == (1, "1 new, 0 changed, 0 same, 1 refused")
    assert "a.txt: text: The text is empty" in refused[0]


def test_importing_again_adds_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.jsonl", line(url="https://a.example/1") + line(external_id="x"))
    assert run(tmp_path)[1] == "3 new, 0 changed, 0 same, 0 refused"
    quotes = Quote.objects.count()
    assert run(tmp_path)[1] == "0 new, 0 changed, 3 same, 0 refused"
    assert (Article.objects.count(), Quote.objects.count()) == (3, quotes)


def test_the_same_article_twice_in_one_import_is_one(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    assert run(tmp_path)[1] == "1 new, 0 changed, 1 same, 0 refused"


def test_a_changed_text_is_the_next_version_also_within_one_import(tmp_path: Path) -> None:
    url = "https://a.example/1"
    write(tmp_path / "a.jsonl", line(url=url) + line(url=url, text=TEXT + "Corrected."))
    assert run(tmp_path)[1] == "1 new, 1 changed, 0 same, 0 refused"
    assert list(TextVersion.objects.order_by("number").values_list("number", "kind")) == [
        (1, "first"),
        (2, "update"),
    ]


def test_each_refused_item_has_a_line_that_says_why_and_the_rest_is_in(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", b"Caf\xe9")
    write(tmp_path / "c.txt", b"a\0b")
    write(tmp_path / "d.txt", b"\x89PNG\r\n")
    write(tmp_path / "e.txt", "x" * 5_000_000)
    write(tmp_path / "f.jsonl", line(url="no") + "\n{broken\n" + line(external_id="good"))
    write(tmp_path / "g.html", "<html></html>")
    write(tmp_path / "h.txt", "")
    code, summary, told = run(tmp_path)
    assert (code, summary) == (1, "2 new, 0 changed, 0 same, 8 refused")
    begins = [
        "b.txt: file: Byte 3 (line 1) is 0xE9, which is not UTF-8.",
        "c.txt: file: Byte 1 is NUL: this is a binary file.",
        "d.txt: file: This file is a PNG picture.",
        "e.txt: text: The text is 5.0 MB; one article can have 2 MB.",
        "f.jsonl, line 1: url: “no” is not an address",
        "f.jsonl, line 3: line: This is not JSON",
        "g.html: html: No article was found on this page.",
        "h.txt: text: The text is empty.",
    ]
    assert len(told) == len(begins)
    for said, begin in zip(told, begins, strict=True):
        assert said.startswith(f"{tmp_path}/{begin}")


def test_one_that_only_the_database_refuses_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", line(url="https://a.example/1", text="One."))
    write(tmp_path / "b.jsonl", line(external_id="b", text="Two."))
    assert run(tmp_path)[0] == 0
    both = line(url="https://a.example/1", external_id="b", text="Three.")
    write(tmp_path / "c.jsonl", line(text="Four.") + both + line(text="Five."))
    code, summary, (told,) = run(tmp_path / "c.jsonl")
    assert (code, summary) == (1, "2 new, 0 changed, 0 same, 1 refused")
    assert "c.jsonl, line 2: url: This address is that of article" in told


def test_one_that_the_reader_of_quotes_fails_on_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(text: str, *, language: str) -> list[Any]:
        if text.startswith("Two"):
            raise IndexError(text)
        return []

    monkeypatch.setattr(suggestions, "extract", failing)
    write(tmp_path / "a.jsonl", "".join(line(text=text) for text in ("One.", "Two.", "Three.")))
    code, summary, (told,) = run(tmp_path)
    assert (code, summary) == (1, "2 new, 0 changed, 0 same, 1 refused")
    assert told.endswith("a.jsonl, line 2: text: It cannot be read or stored (IndexError: Two.).")


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    code, summary, (told,) = run(tmp_path)
    assert (code, summary) == (1, "1 new, 0 changed, 0 same, 1 refused")
    assert told.endswith("b.txt: file: The file cannot be read: No such file or directory.")


def test_the_outlet_said_counts_more_than_the_one_in_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", line(outlet="Theirs"))
    run(tmp_path, outlet="Bote")
    assert Article.objects.get().outlet.name == "Bote"  # type: ignore[union-attr]


def test_the_format_said_counts_more_than_the_name_of_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", line(external_id="x"))
    assert run(tmp_path, format="jsonl")[1] == "1 new, 0 changed, 0 same, 0 refused"
    assert Article.objects.get().external_id == "x"


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("nowhere", {}, "There is no file or folder"),
        ("", {"outlet": "x" * 1001}, "--outlet: "),
        ("", {"format": "pdf"}, "argument --format: invalid choice"),
    ],
)
def test_a_wrong_command_line_stops_before_anything_is_stored(
    tmp_path: Path, path: str, options: dict[str, str], message: str
) -> None:
    write(tmp_path / "a.txt", TEXT)
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    with pytest.raises(CommandError, match=message):
        call_command("import_articles", str(tmp_path), str(tmp_path / path), *words)
    assert not Article.objects.exists()


def test_many_at_once_leave_what_one_after_another_does() -> None:
    from articles.drafts import Draft  # noqa: PLC0415

    drafts = [
        Draft(text=f"{TEXT}\nText {number % 9}.", outlet=f"Bote {number % 2}", language="en")
        for number in range(12)
    ]
    together = commands.take_in_articles(drafts, by=None)
    apart = [commands.take_in_article(draft, by=None) for draft in drafts]
    for one, other in zip(together, apart, strict=True):
        assert isinstance(one, commands.TakenIn)
        assert (one.article, one.text_version, other.change) == (
            *(other.article, other.text_version),
            "same",
        )
        assert one.quotes_suggested == Quote.objects.filter(article=one.article).count() or (
            one.change == "same"
        )


def test_the_number_of_queries_grows_with_texts_by_tens_only(
    django_assert_max_num_queries: Any, tmp_path: Path
) -> None:
    write(tmp_path / "a.jsonl", "".join(line(text=f"{TEXT}\n{number}.") for number in range(50)))
    with django_assert_max_num_queries(40):
        run(tmp_path)
    assert Article.objects.count() == 50


def test_every_row_has_its_history_and_says_which_command_made_it(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", "".join(line(text=f"{TEXT}\n{number}.") for number in range(3)))
    run(tmp_path)
    with connection.cursor() as cursor:
        for model in (Article, TextVersion, Quote, Attribution):
            table = model._meta.db_table
            cursor.execute(
                f"select count(*), min(c.metadata->>'command') from {table}event e"
                " join pghistory_context c on c.id = e.pgh_context_id where pgh_label = 'insert'"
            )
            assert cursor.fetchone() == (model._default_manager.count(), "take_in_article")
