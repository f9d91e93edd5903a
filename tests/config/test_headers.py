"""What every answer tells the browser, whatever it answers."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from config.headers import HEADERS, OF_A_PART, SecurityHeadersMiddleware


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/no/such/page/", "/api/v1/no-such-thing/"])
def test_every_answer_keeps_others_out(client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_static_files_have_what_matters_inside_a_page_and_no_more(client: Client) -> None:
    from django.templatetags.static import static  # noqa: PLC0415  asks what was collected

    response = client.get(static("vendor/htmx.min.js"))

    assert response.status_code == 200
    assert set(HEADERS) & set(response.headers) == set(OF_A_PART)
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "immutable" in response.headers["Cache-Control"]
    response.close()


def test_a_picture_that_can_be_opened_by_itself_keeps_others_out_like_a_page(
    client: Client,
) -> None:
    from django.templatetags.static import static  # noqa: PLC0415  asks what was collected

    response = client.get(static("img/favicon.svg"))

    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    response.close()


@pytest.mark.django_db
def test_pages_travel_compressed_and_json_does_not(client: Client) -> None:
    accepted = {"Accept-Encoding": "gzip"}

    assert client.get("/sign-in/", headers=accepted).headers["Content-Encoding"] == "gzip"
    assert (
        "Content-Encoding"
        not in client.get("/api/v1/schema/?format=json", headers=accepted).headers
    )


def test_an_answer_may_ask_for_less() -> None:
    def answer(_request: object) -> HttpResponse:
        return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    response = SecurityHeadersMiddleware(answer)(RequestFactory().get("/"))

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_there_is_no_second_way_in(client: Client) -> None:
    with pytest.raises(Exception, match="admin"):
        reverse("admin:index")
