from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("articles.urls")),
    path("", include("quotes.urls")),
    path("api/v1/", include("quotes.api.urls")),
]
