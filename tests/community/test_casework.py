"""The matchmaking desk: cases, shortlists, introductions, outcomes; and who sees how much of them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.casework.figures import cases_of
from community.models import Candidate, Case, CaseTask, Community, CommunityMember
from companies.models import Company
from consultations.models import Message, Room
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person, make_product
from tests.companies.mandates import give, under
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
FORM = {"kind": "need", "title": "Bearings for pumps", "currency": "EUR", "priority": "2"}


def join(community: Community, company: Company, role: str = "member") -> CommunityMember:
    return community.members.create(company=company, role=role, state="active", joined_at=timezone.now())


@pytest.fixture
def house(steward: Person, supplier: Company) -> Community:
    community = Community.found(
        steward.actor, slug="makers", name="Makers of Busan", kind="association", visibility="members"
    )
    join(community, supplier)
    return community


@pytest.fixture
def case(house: Community, steward: Person, supplier: Company) -> Case:
    return Case.begin(steward.actor, house, supplier, title="Steel for rings", words="Six tons", owner=steward.user)


def path_of(case: Case, end: str = "") -> str:
    return f"/communities/{case.community.slug}/cases/{case.ref}/{end}"


def introduced(case: Case, company: Company, steward: Person) -> Candidate:
    candidate = case.propose(company, steward.actor)
    candidate.introduce("You can help each other.", steward.actor)
    return candidate


def test_from_the_need_to_the_deal(
    house: Community, steward: Person, seller: Person, buyer: Person, supplier: Company
) -> None:
    found = steward.client.get(f"/communities/{house.slug}/cases/new/?find=hanbit").content.decode()
    new = f"/communities/{house.slug}/cases/new/{supplier.slug}/"
    assert new in found
    answer = steward.client.post(new, {**FORM, "budget": "12000", "quantity": "500", "unit": "pcs"})
    case = Case.objects.get()
    assert answer.url == path_of(case) and case.budget == 12000 and case.state == "open"
    search = steward.client.get(path_of(case, "search/?find=nordwerk")).content.decode()
    assert "Nordwerk Handel" in search
    steward.client.post(path_of(case, "candidates/"), {"company": buyer.company.slug, "note": "They know steel"})
    candidate = Candidate.objects.get()
    case.refresh_from_db()
    assert case.state == "shortlist" and candidate.note == "They know steel"
    ask = steward.client.get(path_of(case, f"candidates/{candidate.ref}/introduction/")).content.decode()
    assert "It is about: Bearings for pumps" in ask
    answer = steward.client.post(path_of(case, f"candidates/{candidate.ref}/introduction/"), {"words": "Please meet."})
    assert answer.status_code == 302, answer.content
    candidate.refresh_from_db()
    room = Room.objects.get(ref=candidate.room)
    members = set(room.parties.values_list("company", flat=True))
    assert members == {supplier.pk, buyer.company.pk, steward.company.pk}
    assert Message.objects.get(room=room).body == "Please meet."
    for person in (seller, buyer):
        page = person.client.get(room.get_absolute_url()).content.decode()
        assert "Please meet." in page and "Bearings for pumps" in page and "Makers of Busan" not in page
    answer_url = path_of(case, f"candidates/{candidate.ref}/answer/")
    steward.client.post(answer_url, {"answer": "yes", "words": "On Monday"})
    deal = {"outcome": "deal", "partner": buyer.company.pk, "value": "11000", "value_currency": "EUR"}
    assert steward.client.post(path_of(case, "outcome/"), deal).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.value, case.partner) == ("ended", "deal", 11000, buyer.company)
    page = steward.client.get(path_of(case)).content.decode()
    assert "introduced two companies to each other" in page and "Interested: On Monday" in page


def test_only_keepers_keep_and_nothing_happens_otherwise(
    case: Case, house: Community, steward: Person, seller: Person, stranger: Person, buyer: Person
) -> None:
    observer = make_person("observer@o.example", make_company("Observer"))
    join(house, observer.company, "observer")
    looker = make_person("viewer@association.example", steward.company, "viewer")
    acts: list[tuple[str, dict[str, Any]]] = [
        ("edit/", FORM),
        ("candidates/", {"company": buyer.company.slug}),
        ("notes/", {"body": "x"}),
        ("tasks/", {"text": "x"}),
        ("outcome/", {"outcome": "withdrawn", "reason": "x"}),
        ("reopening/", {}),
        ("search/", {}),
    ]
    for person in (seller, stranger, observer, looker, buyer):
        for end, data in acts:
            assert person.client.post(path_of(case, end), data).status_code in {404, 405}, (person, end)
        assert person.client.get(f"/communities/{house.slug}/cases/new/").status_code == 404
        assert person.client.get(f"/communities/{house.slug}/cases/cases.csv").status_code == 404
    for person in (seller, stranger, buyer):
        for act in (
            lambda p=person: case.propose(buyer.company, p.actor),
            lambda p=person: case.write_note("x", p.actor),
            lambda p=person: case.conclude("withdrawn", p.actor, "x"),
            lambda p=person: Case.begin(p.actor, house, buyer.company, title="x"),
        ):
            with pytest.raises(PermissionDenied):
                act()
    case.refresh_from_db()
    assert case.state == "open" and not case.candidates.exists() and not case.notes.exists()
    assert Case.objects.count() == 1


def test_each_side_sees_what_concerns_it(
    case: Case, house: Community, steward: Person, seller: Person, buyer: Person, stranger: Person
) -> None:
    join(house, buyer.company)
    join(house, stranger.company)
    introduced(case, buyer.company, steward)
    other = make_company("Rival Steel", "both", "KR")
    case.propose(other, steward.actor, "cheaper, but slow")
    case.write_note("The owner is difficult", steward.actor)
    own = seller.client.get(path_of(case)).content.decode()
    assert "Nordwerk Handel" in own and "May this be told?" in own
    theirs = buyer.client.get(path_of(case)).content.decode()
    assert "Steel for rings" in theirs and "Hanbit Bearings" in theirs and "May this be told?" not in theirs
    for page in (own, theirs):
        assert "Rival Steel" not in page and "cheaper" not in page and "difficult" not in page
    assert stranger.client.get(path_of(case)).status_code == 404
    listed = stranger.client.get(f"/communities/{house.slug}/cases/").content.decode()
    assert "Steel for rings" not in listed and "No case for your company" in listed
    assert "Steel for rings" in seller.client.get(f"/communities/{house.slug}/cases/").content.decode()


def test_who_is_removed_or_outside_loses_it_at_once(
    case: Case, house: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    Community.objects.filter(pk=house.pk).update(visibility="hidden")
    introduced(case, buyer.company, steward)
    assert buyer.client.get(path_of(case)).status_code == 404  # the conversation is all that they have
    assert seller.client.get(path_of(case)).status_code == 200
    house.members.filter(company=seller.company).delete()
    assert seller.client.get(path_of(case)).status_code == 404
    assert seller.client.post(path_of(case, "consent/"), {"may_count": "on"}).status_code == 404
    assert seller.client.get(f"/communities/{house.slug}/cases/").status_code == 404
    assert house.name not in seller.client.get(path_of(case)).content.decode()


def test_the_tab_is_for_members(house: Community, steward: Person, seller: Person, stranger: Person) -> None:
    Community.objects.filter(pk=house.pk).update(visibility="public")
    for person, is_shown in ((steward, True), (seller, True), (stranger, False)):
        page = person.client.get(f"/communities/{house.slug}/").content.decode()
        assert (f"/communities/{house.slug}/cases/" in page) is is_shown


def test_a_case_is_kept_by_own_people_not_under_a_mandate(
    case: Case, house: Community, steward: Person, seller: Person, supplier: Company
) -> None:
    house.members.filter(company=supplier).update(role="moderator")
    mandate = give(seller, steward)
    with pytest.raises(PermissionDenied):
        case.write_note("x", under(mandate, steward))
    assert seller.client.get(path_of(case, "search/")).status_code == 200


def test_an_introduction_that_cannot_be_is_not_stored(
    case: Case, steward: Person, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = case.propose(buyer.company, steward.actor)
    url = path_of(case, f"candidates/{candidate.ref}/introduction/")
    page = steward.client.post(url, {"words": "  "}).content.decode()
    assert "This field is required" in page or "required" in page
    Company.objects.filter(pk=buyer.company.pk).update(is_active=False)
    page = steward.client.post(url, {"words": "Please meet."}).content.decode()
    assert "not on the market" in page and "Please meet." in page
    candidate.refresh_from_db()
    assert candidate.state == "proposed" and not Room.objects.exists()
    assert not Event.objects.filter(kind="case.introduced").exists()


def test_rejected_with_a_reason_and_back_and_moved(case: Case, steward: Person) -> None:
    rows = [case.propose(make_company(f"Firm {n}"), steward.actor) for n in range(3)]
    url = path_of(case, f"candidates/{rows[2].ref}/")
    assert steward.client.post(url, {"do": "reject"}).status_code == 409
    assert steward.client.post(url, {"do": "up"}).status_code == 302
    order = [one.company.name for one in case.candidates.order_by("rank")]
    assert order == ["Firm 0", "Firm 2", "Firm 1"]
    steward.client.post(url, {"do": "reject", "reason": "Too far\x00 away<script>"})
    rows[2].refresh_from_db()
    assert (rows[2].state, rows[2].reason) == ("rejected", "Too far away<script>")
    assert "<script>alert" not in steward.client.get(path_of(case)).content.decode()
    steward.client.post(url, {"do": "back"})
    rows[2].refresh_from_db()
    assert rows[2].state == "proposed"
    assert steward.client.post(url, {"do": "explode"}).status_code == 404


def test_a_deal_names_a_partner_that_was_introduced(case: Case, steward: Person, buyer: Person) -> None:
    with pytest.raises(Refused):
        case.conclude("deal", steward.actor, partner=buyer.company)
    with pytest.raises(Refused):
        case.conclude("no_deal", steward.actor)
    case.conclude("withdrawn", steward.actor, "Found at home")
    with pytest.raises(WrongState):
        case.propose(buyer.company, steward.actor)
    case.reopen(steward.actor)
    introduced(case, buyer.company, steward)
    case.conclude("deal", steward.actor, partner=buyer.company, value=Decimal(500), value_currency="USD")
    case.reopen(steward.actor)
    case.refresh_from_db()
    assert (case.state, case.value, case.partner) == ("introduced", None, None)


def test_the_database_holds_what_a_case_is(case: Case) -> None:
    for values in (
        {"state": "ended"},
        {"value": 5},
        {"outcome": "deal"},
        {"quantity": 0},
        {"budget": -1},
        {"may_name": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**values)


def test_wrong_input_is_told_and_kept(house: Community, steward: Person, supplier: Company) -> None:
    url = f"/communities/{house.slug}/cases/new/{supplier.slug}/"
    for wrong in (
        {"title": ""},
        {"budget": "-1"},
        {"quantity": "1e99"},
        {"hs_code": "abc"},
        {"deadline": "31.31.2030"},
        {"owner": "999999"},
        {"title": "x" * 300},
    ):
        page = steward.client.post(url, {**FORM, "words": "<b>kept</b>", **wrong})
        assert page.status_code == 200 and "&lt;b&gt;kept&lt;/b&gt;" in page.content.decode(), wrong
    page = steward.client.post(url, {**FORM, "hs_code": "stainless steel bolts"})
    assert "By these words it may be: 7318" in page.content.decode()
    assert not Case.objects.exists()


def test_tasks_and_notes(case: Case, steward: Person) -> None:
    steward.client.post(path_of(case, "tasks/"), {"text": "Call them", "due_on": "2020-01-01"})
    task = CaseTask.objects.get()
    assert task.is_overdue and "Call them" in steward.client.get(path_of(case)).content.decode()
    steward.client.post(path_of(case, f"tasks/{task.pk}/"), {"do": "done"})
    task.refresh_from_db()
    assert task.done_at is not None
    assert steward.client.post(path_of(case, "tasks/"), {"text": ""}).status_code == 409
    steward.client.post(path_of(case, "notes/"), {"body": "They call back."})
    assert "They call back." in steward.client.get(path_of(case)).content.decode()


def test_figures_count_only_what_the_company_lets(
    case: Case, house: Community, steward: Person, seller: Person, buyer: Person, colleague: Person
) -> None:
    introduced(case, buyer.company, steward)
    case.conclude("deal", steward.actor, partner=buyer.company, value=Decimal(500), value_currency="USD")
    begin, end = timezone.now() - timedelta(days=30), timezone.now() + timedelta(days=1)
    before = cases_of(house, begin, end)
    assert (before.begun, before.introduced, before.outcomes, before.value) == (1, 1, {"deal": 1}, {})
    assert colleague.client.post(path_of(case, "consent/"), {"may_count": "on"}).status_code == 403
    with pytest.raises(PermissionDenied):
        case.consent(steward.actor, True, True)
    seller.client.post(path_of(case, "consent/"), {"may_name": "on"})
    after = cases_of(house, begin, end)
    assert after.value == {"USD": Decimal(500)} and after.named == [case]
    seller.client.post(path_of(case, "consent/"), {})
    assert cases_of(house, begin, end).value == {}
    assert cases_of(house, begin - timedelta(days=60), begin).begun == 0


def test_found_by_product_and_hs_code(case: Case, steward: Person) -> None:
    maker, other = make_company("Rohr & Co", "supplier", "DE"), make_company("Else", "supplier", "DE")
    make_product(maker, "P-1", "Seamless tube", hs_code="730431")
    make_product(other, "P-2", "Chair", hs_code="940100")
    for find in ("seamless", "7304"):
        page = steward.client.get(path_of(case, f"search/?find={find}")).content.decode()
        assert "Rohr &amp; Co" in page and 'value="else"' not in page, find
    assert "No company found" in steward.client.get(path_of(case, "search/?find=zzzz")).content.decode()


def test_the_list_is_paged_filtered_and_costs_the_same(house: Community, steward: Person, supplier: Company) -> None:
    for number in range(3):
        Case.begin(steward.actor, house, supplier, title=f"Case {number}", owner=steward.user)
    url = f"/communities/{house.slug}/cases/"
    few = queries_of(steward.client, url)
    for number in range(3, 30):
        Case.begin(steward.actor, house, supplier, title=f"Case {number}", sector="machinery")
    assert queries_of(steward.client, url) <= few
    Case.objects.filter(title="Case 7").update(deadline=timezone.localdate() - timedelta(days=1))
    page = steward.client.get(f"{url}?due=on").content.decode()
    assert "Case 7" in page and "Case 8" not in page
    page = steward.client.get(f"{url}?owner={steward.user.pk}&q=case&state=open").content.decode()
    assert "Case 2" in page and "Case 12" not in page
    assert "Nothing fits" in steward.client.get(f"{url}?q=zzz&sector=nonsense").content.decode()
    assert steward.client.get(f"{url}?page=2").content.decode().count('<th scope="row">') == 6
    lines = b"".join(steward.client.get(f"{url}cases.csv?q=Case+7").streaming_content).decode().strip().splitlines()
    assert len(lines) == 2 and "Case 7" in lines[1]
