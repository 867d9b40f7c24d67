"""`/api/v1/companies/` and the keys to it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from companies.models import ApiToken, Company
from tests.cast import make_company

pytestmark = pytest.mark.django_db


def new_token(company: Company, scopes: str = "read") -> str:
    out = io.StringIO()
    call_command("api_token", company=company.slug, scopes=scopes, stdout=out)
    return out.getvalue().strip()


def test_anybody_reads_the_list(visitor: Client, supplier: Company) -> None:
    answer = visitor.get("/api/v1/companies/").json()
    assert answer["count"] == 1
    row = answer["results"][0]
    assert {"slug", "name", "country", "kind", "tier", "url"} <= row.keys()
    assert row["url"] == f"/companies/{supplier.slug}/"


def test_filters_and_wrong_filters(visitor: Client, supplier: Company) -> None:
    make_company("Aurora", country="IN")
    assert visitor.get("/api/v1/companies/?country=IN").json()["count"] == 1
    assert visitor.get("/api/v1/companies/?tier=lots").json()["count"] == 2


def test_a_suspended_company_is_not_listed(visitor: Client, supplier: Company) -> None:
    Company.objects.update(is_active=False)
    assert visitor.get("/api/v1/companies/").json()["count"] == 0
    assert visitor.get(f"/api/v1/companies/{supplier.slug}/").status_code == 404


def test_a_token_is_printed_once_and_kept_only_as_a_digest(visitor: Client, supplier: Company) -> None:
    secret = new_token(supplier)
    assert secret not in str(ApiToken.objects.values().get())
    answer = visitor.get("/api/v1/companies/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    assert ApiToken.objects.get().used_at is not None


@pytest.mark.parametrize("header", ["Bearer jt_wrong", "Bearer", "Bearer a b", "bearer \x00"])
def test_a_wrong_token_is_refused(visitor: Client, supplier: Company, header: str) -> None:
    assert visitor.get("/api/v1/companies/", headers={"Authorization": header}).status_code == 401


def test_the_token_of_a_suspended_company_opens_nothing(visitor: Client, supplier: Company) -> None:
    secret = new_token(supplier)
    Company.objects.update(is_active=False)
    assert visitor.get("/api/v1/companies/", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_wrong_scopes_and_unknown_companies_are_one_clear_sentence(supplier: Company) -> None:
    with pytest.raises(CommandError, match="one or more of these scopes"):
        new_token(supplier, "everything")
    with pytest.raises(CommandError, match="no company"):
        call_command("api_token", company="nobody")
