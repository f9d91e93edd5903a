from django.urls import URLPattern, path

from quotes.views import annotate, browse, lists, marking, names, new

READING = [
    path("", lists.desk, name="desk"),
    path("articles/", lists.article_list, name="article-list"),
    path("quotes/", browse.quote_list, name="quote-list"),
    path("quotes/<int:quote_id>/", browse.quote_detail, name="quote-detail"),
    path("speakers/", lists.speaker_list, name="speaker-list"),
    path("targets/", lists.target_list, name="target-list"),
]

TYPEAHEADS = [
    path("speakers/options/", names.speaker_options, name="speaker-options"),
    path("targets/options/", names.target_options, name="target-options"),
]

ARTICLE_PAGE = [
    path("articles/new/", new.article_new, name="article-new"),
    path("articles/<int:article_id>/", annotate.article_detail, name="article-detail"),
    path("articles/<int:article_id>/quotes/", marking.quote_mark, name="quote-mark"),
    path("articles/<int:article_id>/undo/", marking.article_undo, name="article-undo"),
    path("quotes/<int:quote_id>/accept/", marking.quote_accept, name="quote-accept"),
    path("quotes/<int:quote_id>/reject/", marking.quote_reject, name="quote-reject"),
    path("quotes/<int:quote_id>/content/", marking.quote_content, name="quote-content"),
    path("quotes/<int:quote_id>/speaker/", marking.quote_speaker, name="quote-speaker"),
    path("quotes/<int:quote_id>/stances/", marking.quote_stance, name="quote-stance"),
    path(
        "quotes/<int:quote_id>/stances/<int:target_id>/remove/",
        marking.quote_stance_remove,
        name="quote-stance-remove",
    ),
    path("quotes/<int:quote_id>/delete/", marking.quote_delete, name="quote-delete"),
]

urlpatterns: list[URLPattern] = [*READING, *TYPEAHEADS, *ARTICLE_PAGE]
