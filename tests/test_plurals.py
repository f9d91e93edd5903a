"""What is counted is told in words that fit one and many."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "templates"
COUNTED = re.compile(
    r"\{% blocktranslate[^%]*count n=[^%]*%\}([^%]*)\{% plural %\}([^%]*)\{% endblocktranslate"
)


def test_one_is_never_told_as_many_quotes() -> None:
    alike = [
        (path.name, one)
        for path in TEMPLATES.rglob("*.html")
        for one, many in COUNTED.findall(path.read_text(encoding="utf-8"))
        if one == many and " quotes " in one
    ]
    assert alike == []
