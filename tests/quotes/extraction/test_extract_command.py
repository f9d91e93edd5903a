"""`manage.py extract`: articles in, quotes out, a line each."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from config.setup.steps import ROOT
from quotes.extraction.rows import answer
from quotes.management import streams
from quotes.management.streams import AHEAD, in_order, read_lines

Answered = tuple[list[Any], str, str]
Run = Callable[..., Answered]

COMMAND = [sys.executable, "-W", "error", str(ROOT / "manage.py"), "extract"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on some lines: its rows, what it told, and the refusal it ended with."""

    def run_on(*lines: bytes, **options: Any) -> Answered:
        path = tmp_path / "articles.jsonl"
        path.write_bytes(b"\n".join(lines))
        out, err, refusal = io.StringIO(), io.StringIO(), ""
        with path.open() as file:
            monkeypatch.setattr("sys.stdin", file)
            try:
                call_command("extract", stdout=out, stderr=err, **options)
            except CommandError as error:
                refusal = str(error)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), refusal

    return run_on


def article(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_writes_quotes_in_the_shape_of_the_corpora(run: Run) -> None:
    text = "“We sail,” said Ilka Moor. “At dawn.”"
    rows, err, refusal = run(article(id="a/1", text=text))
    quote = {
        "content": [[1, 9], [28, 36]],
        "source": [[16, 25]],
        "cue": [[11, 15]],
        "type": "direct",
        "speaker": "Ilka Moor",
        "confidence": 0.98,
        "parent": None,
    }
    assert rows == [{"id": "a/1", "quotes": [quote]}]
    assert (err, refusal) == ("", "")


def test_reads_by_marks_alone_in_a_language_without_a_lexicon(run: Run) -> None:
    text = "„Pojedziemy jutro bardzo wcześnie rano“, powiedziała Ilka Moor."
    rows, _, _ = run(article(id=1, text=text, language="pl"))
    assert [quote["speaker"] for quote in rows[0]["quotes"]] == [None]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"nope", "not JSON"),
        (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
        (b"[]", "an article is an object, not list"),
        (b'{"text": "We sail."}', '"id" is missing'),
        (b'{"id": 1}', '"text" is missing'),
        (b'{"id": 1, "text": 7}', '"text" must be a string, not int'),
        (b'{"id": NaN, "text": ""}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": 1, "text": "We sail.', "not JSON"),
    ],
)
def test_names_a_bad_line_goes_on_and_ends_with_an_error(run: Run, line: bytes, why: str) -> None:
    rows, err, refusal = run(article(id=1, text=""), b"", line, article(id=2, text="No."))
    assert [row["id"] for row in rows] == [1, 2]
    assert err.startswith("line 3: ")
    assert why in err
    assert refusal == "1 line refused, see above"


def test_drops_a_line_that_is_too_long_while_it_reads_it() -> None:
    file = io.BytesIO(b"short\n" + b"x" * 50 + b"\nlast")
    assert list(read_lines(file, longest=10)) == [b"short\n", None, b"last"]
    assert answer(None).refusal == "longer than 200 MB"


@pytest.mark.parametrize("text", ["\ud800", "“\udfff said”, he said", "\x00\x01", "\x1b[31m", ""])
def test_answers_whatever_a_json_string_can_hold(run: Run, text: str) -> None:
    rows, err, refusal = run(article(id="\ud800", text=text))
    assert [row["id"] for row in rows] == ["\ud800"]
    assert (err, refusal) == ("", "")


def test_explains_each_decision_and_writes_the_same_rows(run: Run) -> None:
    text = "“We sail very early tomorrow,” said Ilka Moor."
    plain, _, _ = run(article(id="a/1", text=text))
    rows, told, _ = run(article(id="a/1", text=text), explain=True)
    assert rows == plain
    assert told.splitlines()[:8] == [
        "article a/1: 1 suggested",
        "",
        "suggested: direct “We sail very early tomorrow,”",
        "  where       1–29",
        "  found by    words in marks, then who said them (after)",
        "  cue         “said” at 31–35",
        "  source      “Ilka Moor” at 36–45: Ilka Moor (named person), as printed here",
        "  confidence  0.95 = +0.95 marks + “said”; +0.00 name in the same sentence",
    ]


def test_explains_what_it_leaves_out(run: Run) -> None:
    text = (
        "They worried about the boats in a port where ships go, sailing there for more than twenty "
        "long years of the old town and all of it too much, where he went."
    )
    rows, told, _ = run(article(id=1, text=text), explain=True)
    assert rows[0]["quotes"] == []
    assert "left out, below 0.30: indirect “the boats" in told
    assert "-0.20 “They”, who is unclear" in told


def test_refuses_to_work_in_no_process(run: Run) -> None:
    assert run(b"", jobs=0)[2] == "--jobs wants a number from 1 on"


def test_several_processes_write_what_one_writes() -> None:
    lines = [
        article(id=number, text=f"“We sail,” said Ilka Moor {number}." * (number % 7))
        for number in range(60)
    ]
    lines[30] = b"nope"
    together, alone = (
        subprocess.run(
            [*COMMAND, f"--jobs={jobs}"], input=b"\n".join(lines), capture_output=True, check=False
        )
        for jobs in (2, 1)
    )
    assert together.stdout == alone.stdout
    assert together.stderr == alone.stderr
    assert (together.returncode, alone.returncode) == (1, 1)
    assert len(alone.stdout.splitlines()) == 59


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_answers_each_line_before_the_next_is_written(jobs: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "--jobs", jobs], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as command:
        assert command.stdin
        assert command.stdout
        for number in range(3):
            command.stdin.write(article(id=number, text="“We sail,” he said.") + b"\n")
            command.stdin.flush()
            assert json.loads(command.stdout.readline())["id"] == number
        command.stdin.close()
        assert command.wait(60) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ends_quietly_when_nobody_reads_on(jobs: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "--jobs", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdin
        assert command.stdout
        assert command.stderr
        command.stdout.close()
        for number in range(3):
            try:
                command.stdin.write(article(id=number, text="") + b"\n")
                command.stdin.flush()
            except BrokenPipeError:
                break
        assert command.wait(60) == 1
        assert command.stderr.read() == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ends_at_once_on_ctrl_c(jobs: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "--jobs", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as command:
        assert command.stdin
        assert command.stdout
        assert command.stderr
        command.stdin.write(article(id=1, text="") + b"\n")
        command.stdin.flush()
        command.stdout.readline()
        os.killpg(command.pid, signal.SIGINT)
        assert command.wait(60) == 130
        assert command.stderr.read() == b""


def test_takes_in_no_more_than_a_few_articles_ahead() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = in_order(abs, numbers(), jobs=2)
    for result in range(1, 50):
        assert next(results) == result
        assert taken <= result + 2 * AHEAD + 1
    results.close()


def _die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_says_so_when_a_process_is_killed() -> None:
    results = in_order(_die, range(100), jobs=2)
    with pytest.raises(streams.BrokenProcessPool):
        list(results)


def test_what_fails_while_reading_fails_where_the_results_are_taken() -> None:
    message = "the disk is gone"

    def items() -> Iterator[int]:
        yield 1
        raise OSError(message)

    results = in_order(abs, items(), jobs=2)
    assert next(results) == 1
    with pytest.raises(OSError, match=message):
        next(results)
