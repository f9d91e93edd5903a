"""What lists of words a lexicon has, and which of them are put together from others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .forms import Phrases, Words

UNIONS = {
    "cues": "saying judging thinking",
    "first_words": (
        "saying judging thinking stating committing labelling source_after saying_phrases "
        "judging_phrases separable postposed "
        "after_comma"
    ),
    "sources": "people plural_people documents organisations",
    "lead_ins": "prepositions clause_openers",
    "naming": "stating committing",
    "hints": "stating committing labelling",
    "joints": "conjunctions clause_openers",
    "never_first": "prepositions clause_openers pronouns",
    "never_last": "auxiliaries prepositions weekdays",
    "no_person": "organisations months weekdays not_names",
    "not_people": "no_person powers peoples landmarks",
    "ends_name": "after_name weekdays",
    "ends_lead": "auxiliaries after_name",
    "small_words": "prepositions determiners conjunctions",
    "between": "narrating weekdays days day_parts",
    "between_or_when": "narrating weekdays days day_parts when",
    "not_complements": "channels weekdays days bare_months when day_parts pronouns questions",
    "ends_forward": "auxiliaries finite",
    "ends_back": "clause_openers weekdays finite quoting",
    "circumstances": "weekdays days months bare_months long_ago relay_after relaying quoting",
}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word lists of one language, all in lower case; phrases by their first word."""

    saying: Words = frozenset()
    judging: Words = frozenset()
    thinking: Words = frozenset()
    cues: Words = frozenset()
    first_words: Words = frozenset()
    source_after: Phrases = field(default_factory=dict)
    saying_phrases: Phrases = field(default_factory=dict)
    judging_phrases: Phrases = field(default_factory=dict)
    anonymity: Phrases = field(default_factory=dict)
    name_particles: Words = frozenset()
    auxiliaries: Words = frozenset()
    telling: Words = frozenset()
    person_pronouns: Words = frozenset()
    pronouns: Words = frozenset()
    masculine: Words = frozenset()
    feminine: Words = frozenset()
    masculine_names: Words = frozenset()
    feminine_names: Words = frozenset()
    determiners: Words = frozenset()
    indefinite: Words = frozenset()
    definite: Words = frozenset()
    clause_openers: Words = frozenset()
    after_name: Words = frozenset()
    prepositions: Words = frozenset()
    weekdays: Words = frozenset()
    months: Words = frozenset()
    not_names: Words = frozenset()
    titles: Words = frozenset()
    organisations: Words = frozenset()
    documents: Words = frozenset()
    people: Words = frozenset()
    plural_people: Words = frozenset()
    abbreviations: Words = frozenset()
    conjunctions: Words = frozenset()
    clausal: Words = frozenset()
    always: Words = frozenset()
    alone: Words = frozenset()
    as_said: Words = frozenset()
    summing: Words = frozenset()
    stating: Words = frozenset()
    committing: Words = frozenset()
    naming: Words = frozenset()
    labelling: Words = frozenset()
    no_label: Words = frozenset()
    hints: Words = frozenset()
    by: Words = frozenset()
    possessive: Words = frozenset()
    making: Words = frozenset()
    events: Words = frozenset()
    showing: Words = frozenset()
    evidence: Words = frozenset()
    goes_with: Words = frozenset()
    aspectual: Words = frozenset()
    infinitive: Words = frozenset()
    subordinating: Words = frozenset()
    adjuncts: Words = frozenset()
    ends_phrase: Words = frozenset()
    not_set_off: Words = frozenset()
    objected: Words = frozenset()
    promising: Words = frozenset()
    takes_about: Phrases = field(default_factory=dict)
    questions: Words = frozenset()
    fronted: Words = frozenset()
    narrating: Words = frozenset()
    day_parts: Words = frozenset()
    on: Words = frozenset()
    supposing: Words = frozenset()
    hypothetical: Words = frozenset()
    works: Words = frozenset()
    finite: Words = frozenset()
    when: Words = frozenset()
    places: Words = frozenset()
    channels: Words = frozenset()
    takes_over: Words = frozenset()
    that: Words = frozenset()
    any_document: Words = frozenset()
    both: Words = frozenset()
    relative: Words = frozenset()
    address: Words = frozenset()
    opens_clause: Words = frozenset()
    after_comma: Words = frozenset()
    inverting: Words = frozenset()
    goes_on: Words = frozenset()
    speakers_here: Words = frozenset()
    singular: Words = frozenset()
    several: Words = frozenset()
    passive: Words = frozenset()
    voiced: Words = frozenset()
    agent: Words = frozenset()
    nouny: Words = frozenset()
    bare_months: Words = frozenset()
    bases: Words = frozenset()
    thirds: Words = frozenset()
    negations: Words = frozenset()
    unwilling: Words = frozenset()
    denying: Words = frozenset()
    declining: Words = frozenset()
    answering: Words = frozenset()
    responding: Words = frozenset()
    coming: Words = frozenset()
    recalling: Words = frozenset()
    days: Words = frozenset()
    powers: Words = frozenset()
    peoples: Words = frozenset()
    teams: Words = frozenset()
    campaigns: Words = frozenset()
    counting: Words = frozenset()
    portions: Words = frozenset()
    pairing: Words = frozenset()
    owning: Words = frozenset()
    anybody: Words = frozenset()
    that_which: Words = frozenset()
    reasons: Words = frozenset()
    complementing: Words = frozenset()
    last_time: Words = frozenset()
    within: Words = frozenset()
    relayers: Words = frozenset()
    maybe: Words = frozenset()
    imagining: Words = frozenset()
    quoting: Words = frozenset()
    quoted_as: Words = frozenset()
    relaying: Words = frozenset()
    compounding: Words = frozenset()
    press: Words = frozenset()
    outlets: Words = frozenset()
    objects: Words = frozenset()
    ranks: Words = frozenset()
    leading: Words = frozenset()
    landmarks: Words = frozenset()
    also_called: Phrases = field(default_factory=dict)
    in_full: Phrases = field(default_factory=dict)
    tails: Words = frozenset()
    clause_ends: Words = frozenset()
    adverb_ends: Words = frozenset()
    elided: Words = frozenset()
    dashed: Words = frozenset()
    dropping: Words = frozenset()
    # of languages whose verbs stand second
    verb_second: Words = frozenset()
    separable: Phrases = field(default_factory=dict)
    participles: Words = frozenset()
    postposed: Words = frozenset()
    subordinators: Words = frozenset()
    relatives: Words = frozenset()
    fronts: Words = frozenset()
    also: Words = frozenset()
    oblique: Words = frozenset()
    genitives: Words = frozenset()
    skipped: Words = frozenset()
    helping: Words = frozenset()
    becoming: Words = frozenset()
    purposes: Words = frozenset()
    subjunctive: Words = frozenset()
    wished: Words = frozenset()
    title_ends: Words = frozenset()
    relay_after: Phrases = field(default_factory=dict)
    unnamed: Phrases = field(default_factory=dict)
    long_ago: Phrases = field(default_factory=dict)
    occasions: Phrases = field(default_factory=dict)
    # put together from those above
    circumstances: Words = frozenset()
    between: Words = frozenset()
    between_or_when: Words = frozenset()
    not_complements: Words = frozenset()
    ends_forward: Words = frozenset()
    ends_back: Words = frozenset()
    sources: Words = frozenset()
    lead_ins: Words = frozenset()
    joints: Words = frozenset()
    never_first: Words = frozenset()
    never_last: Words = frozenset()
    no_person: Words = frozenset()
    not_people: Words = frozenset()
    ends_name: Words = frozenset()
    ends_lead: Words = frozenset()
    small_words: Words = frozenset()

    def gender_of(self, words: Iterable[str]) -> str:
        """Return "m" or "f" where a title or noun tells, else nothing."""
        for word in words:
            if word in self.masculine:
                return "m"
            if word in self.feminine:
                return "f"
        return ""
