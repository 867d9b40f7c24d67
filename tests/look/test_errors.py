"""Error pages: ours, in the reader's language, and there when nothing else is."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from portal import errors, urls
from portal.core.permissions import Refused, WrongState


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only an owner may do this <b>here</b>.")


def moved_on(request: HttpRequest) -> HttpResponse:
    raise WrongState("It is closed now.")


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("refuse/", refuse), path("moved/", moved_on), path("breaks/", breaks), *urls.urlpatterns]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def database_down() -> Iterator[None]:
    """A simulated outage: the connection refuses to be made, as Django reports a server that is away."""
    with (
        mock.patch.object(BaseDatabaseWrapper, "ensure_connection", side_effect=OperationalError("is away")),
        mock.patch.object(BaseDatabaseWrapper, "cursor", side_effect=OperationalError("is away")),
    ):
        yield


def test_a_wrong_address_is_told_in_the_language_of_the_address(db: None, client: Client) -> None:
    response = client.get("/companies/no-such-company/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    korean = client.get("/ko/companies/no-such-company/")
    assert korean.status_code == 404
    assert '<html lang="ko"' in korean.content.decode()
    assert 'href="/ko/"' in korean.content.decode()


def test_without_a_prefix_the_browser_s_language_is_used(db: None, client: Client) -> None:
    response = client.get("/api-of-nobody.txt", headers={"accept-language": "ko"})
    assert '<html lang="ko"' in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_says_its_reason_and_nothing_in_it_is_markup(db: None, client: Client) -> None:
    response = client.get("/refuse/")
    assert response.status_code == 403
    assert "Only an owner may do this &lt;b&gt;here&lt;/b&gt;." in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_what_has_moved_on_is_409_with_its_sentence(db: None, client: Client) -> None:
    response = client.get("/moved/")
    assert response.status_code == 409
    assert "It is closed now." in response.content.decode()
    assert issubclass(WrongState, Refused)


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_ours_tells_no_detail(db: None, client: Client) -> None:
    response = client.get("/breaks/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_error_pages_stand_when_the_database_is_down(client: Client, database_down: None) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    response = client.get("/ko/companies/")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    html = response.content.decode()
    assert '<html lang="ko"' in html
    assert "jangteo.css" in html
    assert client.get("/nothing-here.txt").status_code in {404, 503}


def test_what_may_be_over_soon_offers_another_try_and_what_was_sent_its_page(rf: RequestFactory) -> None:
    assert 'href="/ko/offers/?page=2"' in errors.server_error(rf.get("/ko/offers/?page=2")).content.decode()
    here, there = "http://testserver/offers/new/", "http://elsewhere.example/offers/new/"
    sent = {"host": "testserver", "referer": here}
    assert f'href="{here}"' in errors.unavailable(rf.post("/offers/", headers=sent)).content.decode()
    assert f'href="{here}"' in errors.csrf_failure(rf.post("/offers/", headers=sent)).content.decode()
    assert there not in errors.csrf_failure(rf.post("/offers/", headers=sent | {"referer": there})).content.decode()


def test_a_database_that_is_away_is_said_to_be_so(client: Client, database_down: None) -> None:
    page = client.get("/companies/")
    assert page.status_code == 503
    assert "Out of reach for a moment" in page.content.decode()
    told = client.get("/api/v1/companies/")
    assert (told.status_code, told["Retry-After"]) == (503, "10")
    assert "Out of reach" in told.json()["detail"]


@pytest.mark.parametrize(
    ("problem", "is_passing"),
    [
        (OperationalError("connection refused"), True),
        (OperationalError("database is locked"), True),
        (OperationalError("no such table: offers_offer"), False),
        (ProgrammingError('relation "offers_offer" does not exist'), False),
        (None, False),
    ],
)
def test_only_what_passes_by_itself_is_an_outage(problem: Exception | None, is_passing: bool) -> None:
    assert errors.is_passing(problem) is is_passing


def test_health_is_told_to_who_is_signed_in_too_while_the_database_is_down(client: Client, database_down: None) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get("/healthz").status_code == 200
    report = client.get("/readyz")
    assert report.status_code == 503 and report.json()["database"] == "unavailable"


def test_error_pages_ask_the_database_nothing(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = RequestFactory().get("/ko/")
    with django_assert_num_queries(0):
        for page in (errors.bad_request, errors.permission_denied, errors.page_not_found, errors.too_many):
            assert page(request).status_code >= 400
        assert errors.server_error(request).status_code == 500


def test_if_even_the_error_page_breaks_there_is_an_answer(rf: RequestFactory) -> None:
    with mock.patch("portal.errors.loader.get_template", side_effect=ValueError("no manifest")):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"Something broke on our side" in response.content


def test_too_many_fields_are_413_and_nothing_is_done(db: None, client: Client) -> None:
    posted = {f"field{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    response = client.post("/accounts/login/", posted)
    assert response.status_code == 413
    assert "Nothing was saved" in response.content.decode()


def test_too_long_a_text_is_413(db: None, client: Client) -> None:
    body = "q=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = client.post("/accounts/login/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


@override_settings(UPLOAD_LIMIT=1000)
def test_too_large_an_upload_is_refused_before_it_is_read(db: None, client: Client) -> None:
    response = client.post("/accounts/login/", {"login": "x" * 2000})
    assert response.status_code == 413
    assert client.post("/accounts/login/", {"login": "x"}).status_code == 200


def test_the_api_gets_its_errors_as_json(db: None, client: Client) -> None:
    response = client.get("/api/v1/no-such-thing/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert "detail" in response.json()


def test_a_form_from_elsewhere_is_refused_in_words(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/preferences/", {"language": "ko"})
    assert response.status_code == 403
    assert "This form was open for too long" in response.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_trying_too_often_to_sign_in_is_429_in_our_words(db: None, client: Client) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        answers = [client.post("/ko/accounts/login/", {"login": "a@b.example", "password": "x"}) for _try in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "300"
    assert '<html lang="ko"' in answers[2].content.decode()
    assert "slip-number" in answers[2].content.decode()


def test_an_unknown_host_is_400(client: Client) -> None:
    response: Any = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/companies/%00/", "/api/v1/companies/%00/", "/api/v1/offers/O-%00/", "/api/v1/communities/a%00b/", "/%00"]
)
def test_an_address_with_a_nul_in_it_is_no_address(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/companies/?q=a%00b", "/api/v1/companies/?country=%00", "/api/v1/communities/?q=%00"]
)
def test_a_nul_in_a_query_is_left_out(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
