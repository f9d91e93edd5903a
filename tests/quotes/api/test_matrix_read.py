"""The matrix by API: as on the page, described in full."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def test_answers_nets_with_what_they_are_made_of(reading: ApiClient) -> None:
    speaker, target = make_speaker("Ilse Marrow"), make_target("Ferry Act")
    for position in ("support", "support", "oppose", "unclear", None):
        said = make_quote(speaker=speaker, said_on=date(2031, 10, 3), said_on_precision="day")
        make_stance(said, target, position)
    found = reading.get("/matrix/?now=2031-10&before=2031-09&not=relayed:yes").json
    assert found["rows"] == [{"id": speaker.pk, "name": "Ilse Marrow"}]
    assert found["columns"] == [{"id": target.pk, "name": "Ferry Act"}]
    assert found["values"] == [[pytest.approx(1 / 3)]]
    assert found["cells"][0][0]["quotes"] == 5
    assert found["cells"] == found["whole_cells"]
    assert found["before_cells"][0][0]["net"] is None
    assert found["now"] == {"from": "2031-10-01", "to": "2031-10-31"}
    assert reading.get("/matrix/?now=ever").json["before"] is None


@pytest.mark.parametrize("wrong", ["rows=ships", "now=yesterday", "target=98765", "colour=red"])
def test_a_wrong_parameter_is_named(reading: ApiClient, wrong: str) -> None:
    answer = reading.get(f"/matrix/?{wrong}")
    assert (answer.status, answer.parameters) == (400, [wrong.partition("=")[0]])
