from django.urls import URLPattern, path

from quotes.api.reference import docs
from quotes.views import (
    annotate,
    articles,
    assignments,
    audits,
    browse,
    chains,
    correction,
    desk,
    feeds,
    imports,
    marking,
    matrix,
    names,
    network,
    new,
    notes,
    quote,
    saved,
    shaping,
    speaker_merges,
    speakers,
    stances,
    steps,
    target_changes,
    target_merges,
    targets,
    texts,
    together,
    undoing,
    withdrawal,
)

READING = [
    path("", desk.desk, name="desk"),
    path("api/docs/", docs.api_docs, name="api-docs"),
    path("audit/", audits.audit, name="audit"),
    path("articles/", articles.article_list, name="article-list"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/matrix.csv", matrix.matrix_csv, name="matrix-csv"),
    path("matrix/matrix.svg", matrix.matrix_svg, name="matrix-svg"),
    path("network/", network.network, name="network"),
    path("quotes/", browse.quote_list, name="quote-list"),
    path("quotes/feed.atom", feeds.quote_feed, name="quote-feed"),
    path("quotes/choices/<slug:field>/", browse.quote_choices, name="quote-choices"),
    path("quotes/<int:quote_id>/", quote.quote_detail, name="quote-detail"),
    path("speakers/", speakers.speaker_list, name="speaker-list"),
    path("speakers/<int:speaker_id>/", speakers.speaker_detail, name="speaker-detail"),
    path("steps/", steps.step_list, name="step-list"),
    path("steps/<int:step_id>/undo/", steps.step_undo, name="step-undo"),
    path("targets/", targets.target_list, name="target-list"),
    path("targets/<int:target_id>/", targets.target_detail, name="target-detail"),
    path("targets/<int:target_id>/changes/", target_changes.target_changes, name="target-changes"),
]

KEPT_RIGHT = [
    path("speakers/duplicates/", speaker_merges.speaker_duplicates, name="speaker-duplicates"),
    path("speakers/apart/", speaker_merges.speaker_apart, name="speaker-apart"),
    path("speakers/<int:speaker_id>/facts/", speakers.speaker_facts, name="speaker-facts"),
    path("speakers/<int:speaker_id>/names/", speakers.speaker_names, name="speaker-names"),
    path("speakers/<int:speaker_id>/roles/", speakers.speaker_roles, name="speaker-roles"),
    path("speakers/<int:speaker_id>/undo/", speakers.speaker_undo, name="speaker-undo"),
    path("speakers/<int:speaker_id>/merge/", speaker_merges.speaker_merge, name="speaker-merge"),
    path(
        "speakers/<int:speaker_id>/unmerge/", speaker_merges.speaker_unmerge, name="speaker-unmerge"
    ),
    path("targets/<int:target_id>/facts/", targets.target_facts, name="target-facts"),
    path("targets/<int:target_id>/undo/", targets.target_undo, name="target-undo"),
    path("targets/<int:target_id>/merge/", target_merges.target_merge, name="target-merge"),
    path("targets/<int:target_id>/unmerge/", target_merges.target_unmerge, name="target-unmerge"),
]

DESK = [
    path("waiting/<slug:queue>/", desk.waiting_next, name="waiting-next"),
    path("articles/next/", assignments.article_next, name="article-next"),
    path("articles/give/", assignments.article_give, name="article-give"),
    path("articles/<int:article_id>/take/", assignments.article_take, name="article-take"),
    path("articles/<int:article_id>/release/", assignments.article_release, name="article-release"),
    path("articles/<int:article_id>/finish/", assignments.article_finish, name="article-finish"),
]

IMPORTS = [
    path("imports/", imports.import_start, name="import-start"),
    path("imports/<int:import_id>/", imports.import_detail, name="import-detail"),
]

NOTES = [
    path("quotes/<int:quote_id>/family/", quote.quote_family, name="quote-family"),
    path("quotes/<int:quote_id>/notes/", notes.note_add, name="note-add"),
    path("notes/<int:note_id>/", notes.note_change, name="note-change"),
    path("notes/<int:note_id>/delete/", notes.note_delete, name="note-delete"),
]

SAVED = [
    path("views/", saved.view_list, name="view-list"),
    path("views/save/", saved.view_save, name="view-save"),
    path("views/<int:view_id>/", saved.view_change, name="view-change"),
    path("views/<int:view_id>/delete/", saved.view_delete, name="view-delete"),
    path("views/<int:view_id>/feed/", saved.view_feed, name="view-feed"),
]

TYPEAHEADS = [
    path("speakers/options/", names.speaker_options, name="speaker-options"),
    path("targets/options/", names.target_options, name="target-options"),
]

ARTICLE_PAGE = [
    path("articles/new/", new.article_new, name="article-new"),
    path("articles/<int:article_id>/", annotate.article_detail, name="article-detail"),
    path("articles/<int:article_id>/together/", together.article_together, name="article-together"),
    path("articles/<int:article_id>/texts/", texts.article_texts, name="article-texts"),
    path("articles/<int:article_id>/texts/new/", texts.text_new, name="text-new"),
    path(
        "articles/<int:article_id>/correction/",
        correction.article_correction,
        name="article-correction",
    ),
    path(
        "articles/<int:article_id>/correction/decide/",
        correction.correction_decide,
        name="correction-decide",
    ),
    path(
        "articles/<int:article_id>/withdraw/", withdrawal.article_withdraw, name="article-withdraw"
    ),
    path("articles/<int:article_id>/restore/", withdrawal.article_restore, name="article-restore"),
    path("articles/<int:article_id>/quotes/", marking.quote_mark, name="quote-mark"),
    path("articles/<int:article_id>/accept/", chains.article_accept, name="article-accept"),
    path("articles/<int:article_id>/undo/", undoing.article_undo, name="article-undo"),
    path("articles/<int:article_id>/redo/", undoing.article_redo, name="article-redo"),
    path("quotes/<int:quote_id>/accept/", marking.quote_accept, name="quote-accept"),
    path("quotes/<int:quote_id>/reject/", marking.quote_reject, name="quote-reject"),
    path("quotes/<int:quote_id>/content/", marking.quote_content, name="quote-content"),
    path("quotes/<int:quote_id>/words/", shaping.quote_words, name="quote-words"),
    path("quotes/<int:quote_id>/facts/", shaping.quote_facts, name="quote-facts"),
    path("quotes/<int:quote_id>/relays/", shaping.quote_relay, name="quote-relay"),
    path(
        "quotes/<int:quote_id>/sources/",
        shaping.quote_attribution_add,
        name="quote-attribution-add",
    ),
    path(
        "quotes/<int:quote_id>/sources/<int:position>/",
        shaping.quote_attribution,
        name="quote-attribution",
    ),
    path("quotes/<int:quote_id>/speaker/", marking.quote_speaker, name="quote-speaker"),
    path("quotes/<int:quote_id>/stances/", stances.quote_stance, name="quote-stance"),
    path(
        "quotes/<int:quote_id>/stances/<int:target_id>/remove/",
        stances.quote_stance_remove,
        name="quote-stance-remove",
    ),
    path("quotes/<int:quote_id>/chain/", chains.quote_chain, name="quote-chain"),
    path("quotes/<int:quote_id>/chain/move/", chains.quote_chain_move, name="quote-chain-move"),
    path("quotes/<int:quote_id>/delete/", marking.quote_delete, name="quote-delete"),
]

urlpatterns: list[URLPattern] = [
    *READING,
    *KEPT_RIGHT,
    *DESK,
    *IMPORTS,
    *NOTES,
    *SAVED,
    *TYPEAHEADS,
    *ARTICLE_PAGE,
]
