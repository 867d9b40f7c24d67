"""The desk: who sees it, finding firms, taking the list away, and notes."""

import csv
import io

import pytest
from django.test import Client

from companies.models import Company
from tests.cast import Person, make_company, make_person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGES = ("/desk/", "/desk/companies/", "/desk/companies/export.csv", "/desk/duplicates/")
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


@pytest.mark.parametrize("page", PAGES)
def test_for_everybody_but_staff_there_is_no_desk(page: str, seller: Person, clerk: Person, moderator: Person) -> None:
    assert Client().get(page).status_code == 404
    assert seller.client.get(page).status_code == 404
    assert clerk.client.get(page).status_code == moderator.client.get(page).status_code == 200
    assert clerk.client.get(f"/ko{page}").status_code == 200


def test_staff_without_permission_see_a_firm_and_no_way_to_act(
    clerk: Person, moderator: Person, supplier: Company
) -> None:
    page = f"/desk/companies/{supplier.slug}/"
    acts = ("/suspension/", "/looking/", "/merge/")
    seen = clerk.client.get(page).content.decode()
    assert supplier.name in seen and not any(f"{page}{act.strip('/')}/" in seen for act in acts)
    assert [clerk.client.get(page.rstrip("/") + act).status_code for act in acts] == [403, 403, 200]
    assert all(f"{page}{act.strip('/')}/" in moderator.client.get(page).content.decode() for act in acts)


def test_firms_are_found_by_each_filter(clerk: Person, supplier: Company, buyer: Person) -> None:
    gone = make_company("Gone GmbH", "buyer", "DE", is_active=False)
    make_person("boss@hanbit.example", supplier)

    def found(query: str) -> set[str]:
        return {firm.slug for firm in clerk.client.get(f"/desk/companies/?{query}").context["page"]}

    everything = {supplier.slug, "nordwerk-handel", gone.slug}
    assert found("") == everything
    assert found("state=suspended") == {gone.slug} == found("q=gone")
    assert found("country=KR") == {supplier.slug} == found("kind=supplier") == found("q=boss@hanbit.example")
    assert found(f"q={supplier.ref}") == {supplier.slug}
    assert found("q=zzz") == set()
    assert found("state=nonsense&tier=x&flag=%00&page=99") == everything, "what is not valid is left out"
    assert found("flag=ownerless") == set()
    assert "No firm fits" in clerk.client.get("/desk/companies/?q=zzz").content.decode()


def test_the_export_is_the_list_with_formulas_made_text(clerk: Person, db: None) -> None:
    for name in HOSTILE:
        make_company(f"{name} Ltd", legal_name=name, website="")
    make_company("Plain Ltd", "buyer")
    answer = clerk.client.get("/desk/companies/export.csv?kind=supplier")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="firms.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + len(HOSTILE), "the same filter as the list"
    for row in rows[1:]:
        assert row[2].startswith("'") and row[3].startswith("'"), row


def test_the_list_asks_no_more_for_more_firms(clerk: Person, supplier: Company) -> None:
    few = queries_of(clerk.client, "/desk/companies/")
    for number in range(20):
        make_company(f"Firm {number}")
    assert queries_of(clerk.client, "/desk/companies/") == few


def test_a_note_is_kept_once_and_the_company_never_sees_it(clerk: Person, seller: Person, supplier: Company) -> None:
    page = f"/desk/companies/{supplier.slug}/"
    for _click in range(2):
        assert clerk.client.post(f"{page}notes/", {"words": "Called the owner <b>today</b>"}).status_code == 302
    assert supplier.staff_notes.count() == 1
    assert "&lt;b&gt;today" in clerk.client.get(page).content.decode()
    assert clerk.client.post(f"{page}notes/", {"words": " "}).status_code == 422
    assert seller.client.post(f"{page}notes/", {"words": "Mine"}).status_code == 404
    assert "Called the owner" not in seller.client.get(supplier.get_absolute_url()).content.decode()
    assert "Called the owner" not in seller.client.get("/my/activity/").content.decode()


def test_the_menu_leads_staff_to_the_desk(clerk: Person, seller: Person) -> None:
    assert 'href="/desk/"' in clerk.client.get("/companies/").content.decode()
    assert 'href="/desk/"' not in seller.client.get("/companies/").content.decode()
