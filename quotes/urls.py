from django.urls import URLPattern, path

from quotes.views import names

TYPEAHEADS = [
    path("speakers/options/", names.speaker_options, name="speaker-options"),
    path("targets/options/", names.target_options, name="target-options"),
]

urlpatterns: list[URLPattern] = [*TYPEAHEADS]
