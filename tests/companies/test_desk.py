"""The desk: who sees it, finding firms, taking the list away, and notes."""

import csv
import io

import pytest
from django.test import Client

from companies.duplicates import comparison_of
from companies.models import Company, MergeProposal, StaffNote
from tests.cast import Person, make_company, make_person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGES = ("/desk/", "/desk/companies/", "/desk/companies/export.csv", "/desk/duplicates/")
LOOK_ALIKES = "/desk/verifications/look-alikes/"
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
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + len(HOSTILE), "the same filter as the list"
    for row in rows[1:]:
        assert row[2].startswith("'") and row[3].startswith("'"), row


def test_the_list_asks_no_more_for_more_firms(clerk: Person, supplier: Company) -> None:
    few = queries_of(clerk.client, "/desk/companies/")
    for number in range(20):
        make_company(f"Firm {number}")
    assert queries_of(clerk.client, "/desk/companies/") == few


def test_the_duplicates_ask_no_more_for_more_pairs(clerk: Person, supplier: Company) -> None:
    def pair(number: int) -> None:
        twin = make_company(f"Twin {number}")
        MergeProposal.objects.create(first=supplier, second=twin, signs={"name": 95})

    pair(0)
    few = queries_of(clerk.client, "/desk/duplicates/")
    for number in range(1, 20):
        pair(number)
    assert queries_of(clerk.client, "/desk/duplicates/") == few


def test_two_firms_side_by_side_tell_only_what_there_is(clerk: Person, seller: Person, supplier: Company) -> None:
    twin = make_company("Hanbit Bearing", country="KR")
    make_person("twin@hanbit.example", twin)
    rows = {row["label"]: row for row in comparison_of(supplier, twin)}
    assert rows["Country"]["is_same"] and rows["Memberships"]["first"] == rows["Memberships"]["second"] == 1
    assert not rows["Memberships"]["is_same"], "as many people are not the same people"
    assert "Claims" not in rows and not any(row["first"] == row["second"] == 0 for row in rows.values())
    assert clerk.client.get(f"/desk/companies/{supplier.slug}/merge/{twin.slug}/").status_code == 200


def test_a_firms_page_asks_no_more_for_more_people_and_pairs(clerk: Person, supplier: Company) -> None:
    page = f"/desk/companies/{supplier.slug}/"

    def more(number: int) -> None:
        make_person(f"one{number}@hanbit.example", supplier, "sales")
        MergeProposal.objects.create(first=supplier, second=make_company(f"Twin {number}"), signs={"name": 95})
        StaffNote.objects.create(company=supplier, user=clerk.user, words=f"Note {number}")

    more(0)
    few = queries_of(clerk.client, page)
    for number in range(1, 12):
        more(number)
    assert queries_of(clerk.client, page) == few


def test_staff_are_led_to_what_they_may_open_and_told_where_they_are(
    clerk: Person, reviewer: Person, supplier: Company
) -> None:
    for page in ("/desk/", f"/desk/companies/{supplier.slug}/"):
        assert "/desk/verifications/" not in clerk.client.get(page).content.decode()
        assert "/desk/verifications/" in reviewer.client.get(page).content.decode()
    for page in ("/desk/", "/desk/companies/", "/desk/duplicates/", "/desk/verifications/", LOOK_ALIKES):
        words = reviewer.client.get(page).content.decode()
        assert f'<a href="{page}" aria-current="page">' in words
        assert 'class="desk-nav"' in words and "navigation--folds" in words


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
