"""The sample of Discourse Network Analyzer, imported, gives the numbers of its own package."""

from __future__ import annotations

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from quotes.networks.choices import DUPLICATES, MODES, NORMALISATIONS, QUALIFIERS, Choice
from quotes.networks.statements import counts_of
from quotes.networks.values import values_of
from quotes.queries.figures.network import Asked, find_network
from quotes.queries.filters import QuoteFilters
from tests.gold import DISCOURSE_SAMPLE, needs_discourse_sample
from tests.quotes.networks.test_sample import sample

pytestmark = [needs_discourse_sample, pytest.mark.django_db]


def test_what_is_imported_gives_the_values_of_the_file() -> None:
    call_command("import_quotes", "dna", str(DISCOURSE_SAMPLE), verbosity=0)
    wrong = []
    for mode in MODES:
        for qualifier in QUALIFIERS[mode]:
            for normalisation in NORMALISATIONS[mode]:
                for duplicates in DUPLICATES:
                    choice = Choice(
                        mode=mode,
                        qualifier=qualifier,
                        normalisation=normalisation,
                        duplicates=duplicates,
                    )
                    asked = Asked(rows="organisation", choice=choice)
                    found = find_network(QuoteFilters(), asked, user=AnonymousUser())
                    expected = values_of(counts_of(sample(), choice)[0], choice)
                    if [each.name for each in found.rows] != expected.rows or not np.allclose(
                        found.values.matrix, expected.matrix
                    ):
                        wrong.append(choice)
    assert wrong == []
