from django.urls import path

from quotes.api.article_detail import ArticleDetail
from quotes.api.articles import ArticleList
from quotes.api.attributions import AttributionDetail, AttributionList
from quotes.api.batch import QuoteBatch
from quotes.api.context import context
from quotes.api.described.document import schema
from quotes.api.export_files import ExportFile
from quotes.api.exports import ExportDetail, ExportList
from quotes.api.feed import ChangeList
from quotes.api.figures import FacetList, TimelineDetail
from quotes.api.matrix import MatrixDetail
from quotes.api.merges import SpeakerMerging, SpeakerUnmerging, TargetMerging, TargetUnmerging
from quotes.api.network import NetworkDetail
from quotes.api.one_article import ArticleWithdrawal
from quotes.api.outlets import OutletList
from quotes.api.placements import PlacementDetail
from quotes.api.quotes import QuoteByExternalId, QuoteDetail, QuoteList
from quotes.api.redactions import RedactionList
from quotes.api.root import Root
from quotes.api.speakers import SpeakerDetail, SpeakerList
from quotes.api.stances import StanceDetail, StanceList
from quotes.api.targets import TargetDetail, TargetList
from quotes.api.undoing import ArticleUndo

urlpatterns = [
    path("", Root.as_view(), name="api-root"),
    path("context.jsonld", context, name="api-context"),
    path("articles/", ArticleList.as_view(), name="api-article-list"),
    path("articles/<int:article_id>/", ArticleDetail.as_view(), name="api-article-detail"),
    path(
        "articles/<int:article_id>/withdrawal/",
        ArticleWithdrawal.as_view(),
        name="api-article-withdrawal",
    ),
    path(
        "articles/<int:article_id>/redactions/",
        RedactionList.as_view(),
        name="api-redaction-list",
    ),
    path("articles/<int:article_id>/undo/", ArticleUndo.as_view(), name="api-article-undo"),
    path("exports/", ExportList.as_view(), name="api-export-list"),
    path("exports/<str:dump_name>/", ExportDetail.as_view(), name="api-export-detail"),
    path("exports/<str:dump_name>/<str:file_name>", ExportFile.as_view(), name="api-export-file"),
    path("facets/", FacetList.as_view(), name="api-facets"),
    path("timeline/", TimelineDetail.as_view(), name="api-timeline"),
    path("network/", NetworkDetail.as_view(), name="api-network"),
    path("outlets/", OutletList.as_view(), name="api-outlet-list"),
    path("changes/", ChangeList.as_view(), name="api-change-list"),
    path("quotes/", QuoteList.as_view(), name="api-quote-list"),
    path(
        "quotes/external/<path:external_id>/",
        QuoteByExternalId.as_view(),
        name="api-quote-by-external-id",
    ),
    path("quotes/batch/", QuoteBatch.as_view(), name="api-quote-batch"),
    path("quotes/<int:quote_id>/", QuoteDetail.as_view(), name="api-quote-detail"),
    path(
        "quotes/<int:quote_id>/placement/", PlacementDetail.as_view(), name="api-placement-detail"
    ),
    path(
        "quotes/<int:quote_id>/attributions/",
        AttributionList.as_view(),
        name="api-attribution-list",
    ),
    path(
        "quotes/<int:quote_id>/attributions/<int:position>/",
        AttributionDetail.as_view(),
        name="api-attribution-detail",
    ),
    path("quotes/<int:quote_id>/stances/", StanceList.as_view(), name="api-stance-list"),
    path(
        "quotes/<int:quote_id>/stances/<int:target_id>/",
        StanceDetail.as_view(),
        name="api-stance-detail",
    ),
    path("speakers/", SpeakerList.as_view(), name="api-speaker-list"),
    path("speakers/<int:speaker_id>/", SpeakerDetail.as_view(), name="api-speaker-detail"),
    path("speakers/<int:speaker_id>/merge/", SpeakerMerging.as_view(), name="api-speaker-merging"),
    path(
        "speakers/<int:speaker_id>/unmerge/",
        SpeakerUnmerging.as_view(),
        name="api-speaker-unmerging",
    ),
    path("targets/", TargetList.as_view(), name="api-target-list"),
    path("targets/<int:target_id>/", TargetDetail.as_view(), name="api-target-detail"),
    path("targets/<int:target_id>/merge/", TargetMerging.as_view(), name="api-target-merging"),
    path(
        "targets/<int:target_id>/unmerge/", TargetUnmerging.as_view(), name="api-target-unmerging"
    ),
    path("matrix/", MatrixDetail.as_view(), name="api-matrix"),
    path("schema/", schema, name="api-schema"),
]
