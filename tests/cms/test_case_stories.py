"""A firm proposes its story: the form, the editors' draft, what each is told, and who may do what."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.cases.proposals import CaseProposal
from cms.desk.roles import SectionRole
from cms.models import CaseConsent, CasePage
from companies.account.personal import PARTS
from companies.merging import MOVERS
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.cms.desk_cast import with_role

pytestmark = pytest.mark.django_db

STORY = {
    "title": "Combs for Chile",
    "problem": "No buyer abroad\n\n<script>alert(1)</script>",
    "solution": "Wrote to ten of them",
    "result": "First order after 5 weeks",
    "year": "2025",
    "may_name": "on",
    "consent_person": "Kim Min-ji, owner",
}


@pytest.fixture
def editor(db: None) -> Person:
    person = make_person("editor@programme.example")
    person.user.groups.add(Group.objects.get(name="Editors"))
    return person


def send(person: Person, **changes: Any) -> CaseProposal:
    answer = person.client.post("/cases/suggest/", {**STORY, **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return CaseProposal.objects.of(person.actor).latest("pk")


def told(person: Person) -> list[str]:
    deliver_all()
    return list(Notification.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_editors_get_a_draft_and_are_told(seller: Person, editor: Person, visitor: Client) -> None:
    proposal = send(seller)
    page = proposal.page
    assert isinstance(page, CasePage) and not page.live and page.company == seller.company
    assert page.problem == "<p>No buyer abroad</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert visitor.get("/cases/combs-for-chile/").status_code == 404
    assert CaseConsent.of_case(page).person == "Kim Min-ji, owner"
    assert told(editor) == ["case_proposal.sent"] and told(seller) == []
    desk = editor.client.get("/editors/case-stories/").content.decode()
    assert "Combs for Chile" in desk and "Kim Min-ji, owner" in desk
    assert editor.client.get(f"/editors/pages/{page.pk}/edit/").status_code == 200


def test_the_firm_hears_of_each_step(seller: Person, editor: Person, visitor: Client) -> None:
    proposal = send(seller)
    editor.client.post(f"/editors/case-stories/{proposal.ref}/start/")
    proposal.page.get_latest_revision_as_object().save_revision().publish()
    assert told(seller) == ["case_proposal.taken_up", "case_proposal.published"]
    mine = seller.client.get(proposal.get_absolute_url()).content.decode()
    assert "Your story is published." in mine and "/cases/combs-for-chile/" in mine
    assert "Hanbit Bearings" in visitor.get("/cases/combs-for-chile/").content.decode()


def test_editors_say_why_not(seller: Person, editor: Person) -> None:
    proposal = send(seller)
    url = f"/editors/case-stories/{proposal.ref}/decline/"
    assert editor.client.post(url, {"reason": " "}).status_code == 422
    editor.client.post(url, {"reason": "Tell us the numbers."})
    assert told(seller) == ["case_proposal.declined"] and CaseConsent.of_case(proposal.page) is None
    assert "Tell us the numbers." in seller.client.get(proposal.get_absolute_url()).content.decode()
    editor.client.post(url, {"reason": "Twice"})
    proposal.refresh_from_db()
    assert proposal.reason == "Tell us the numbers."


def test_a_draft_thrown_away_is_told_too(seller: Person) -> None:
    proposal = send(seller)
    proposal.page.delete()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.page) == ("declined", None)
    assert told(seller) == ["case_proposal.declined"]
    assert seller.client.get(proposal.get_absolute_url()).status_code == 200


def test_who_takes_it_back_takes_the_name_back(seller: Person, stranger: Person, viewer: Person) -> None:
    proposal = send(seller)
    url = f"/my/cases/{proposal.ref}/withdrawal/"
    assert stranger.client.post(url).status_code == 404
    assert viewer.client.post(url).status_code == 403
    assert stranger.client.get(proposal.get_absolute_url()).status_code == 404
    proposal.refresh_from_db()
    assert proposal.is_open
    seller.client.post(url)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn" and CaseConsent.of_case(proposal.page) is None
    assert seller.client.post(url).status_code == 409


def test_only_who_speaks_for_the_company_proposes(viewer: Person, newcomer: Person, visitor: Client) -> None:
    assert viewer.client.post("/cases/suggest/", STORY).status_code == 403
    assert newcomer.client.post("/cases/suggest/", STORY).status_code == 302
    assert visitor.get("/cases/suggest/").status_code == 302
    assert not CaseProposal.objects.exists() and not CasePage.objects.exists()
    assert "An owner or manager" in viewer.client.get("/cases/suggest/").content.decode()


def test_traders_do_not_get_to_the_editors_desk(seller: Person, moderator: Person) -> None:
    proposal = send(seller)
    for person in (seller, moderator):
        for path in ("case-stories/", f"case-stories/{proposal.ref}/decline/", f"case-consents/{proposal.page_id}/"):
            assert person.client.get(f"/editors/{path}").status_code in (302, 403, 404)
    seller.client.post(f"/editors/case-stories/{proposal.ref}/start/")
    proposal.refresh_from_db()
    assert proposal.state == "sent"


def test_authors_and_whoever_was_an_editor_see_no_stories(seller: Person) -> None:
    """An author writes pages of their own; a role that was taken and an account that was closed end at once."""
    proposal = send(seller)
    author = with_role("author@programme.example", "author", "cases")
    reader = with_role("reader@programme.example", "editor", "cases")
    urls = ["/editors/case-stories/", f"/editors/case-stories/{proposal.ref}/decline/"]
    for person, status, shown in ((author, 404, False), (reader, 200, True)):
        assert ("/editors/case-stories/" in person.client.get("/editors/").content.decode()) is shown
        assert [person.client.get(url).status_code for url in urls] == [status, status]
    SectionRole.objects.get(name="cases", role="editor").take(reader.user, by=None)
    assert {reader.client.get(url).status_code for url in urls} <= {302, 403, 404}
    blocked = with_role("blocked@programme.example", "editor", "cases")
    blocked.user.is_active = False
    blocked.user.save(update_fields=["is_active"])
    assert {blocked.client.get(url).status_code for url in urls} <= {302, 403, 404}
    author.client.post(f"/editors/case-stories/{proposal.ref}/start/")
    proposal.refresh_from_db()
    assert proposal.state == "sent"


@pytest.mark.parametrize(
    "changes", [{"title": "\u202e"}, {"year": "2999"}, {"consent_person": ""}, {"problem": ""}, {"title": "x" * 500}]
)
def test_what_is_wrong_keeps_what_was_typed(seller: Person, changes: dict[str, str]) -> None:
    answer = seller.client.post("/cases/suggest/", {**STORY, **changes})
    assert answer.status_code == 422 and "Wrote to ten of them" in answer.content.decode()
    assert not CaseProposal.objects.exists()


def test_one_form_is_one_story_and_three_are_enough(seller: Person) -> None:
    token = "5f0c3c0e-6a52-4b58-9a3b-0a6f1f2d4a11"
    assert send(seller, form_token=token) == send(seller, form_token=token)
    send(seller), send(seller)
    answer = seller.client.post("/cases/suggest/", STORY)
    assert answer.status_code == 422 and "wait already" in answer.content.decode()
    assert set(CasePage.objects.values_list("slug", flat=True)) == {
        "combs-for-chile",
        "combs-for-chile-2",
        "combs-for-chile-3",
    }


def test_an_editor_records_the_consent_of_a_firm(editor: Person, seller: Person, visitor: Client) -> None:
    proposal = send(seller, may_name="")
    assert CaseConsent.of_case(proposal.page) is None
    url = f"/editors/case-consents/{proposal.page_id}/"
    assert editor.client.post(url, {"person": "Kim", "given_on": "2999-01-01"}).status_code == 422
    assert editor.client.post(url, {"person": "Kim", "given_on": "2026-05-04"}).status_code == 302
    consent = CaseConsent.of_case(proposal.page)
    assert (consent.person, str(consent.given_on), consent.recorded_by) == ("Kim", "2026-05-04", editor.user)
    assert "Kim agreed on" in editor.client.get(f"/editors/pages/{proposal.page_id}/edit/").content.decode()


def test_editors_choose_only_what_is_on_the_market(editor: Person, seller: Person) -> None:
    make_company("Hanbit Closed", is_active=False)
    make_product(seller.company, title="Steel comb")
    make_product(seller.company, sku="A-2", title="Steel comb to come", state="draft")
    firms = editor.client.get("/editors/company_chooser/results/?q=hanbit").content.decode()
    assert "Hanbit Bearings" in firms and "Hanbit Closed" not in firms
    goods = editor.client.get("/editors/product_chooser/results/?q=steel comb").content.decode()
    assert "Steel comb" in goods and "Steel comb to come" not in goods
    assert seller.client.get("/editors/company_chooser/").status_code == 302


def test_the_log_and_the_copy_of_ones_data_tell_of_it(seller: Person) -> None:
    send(seller)
    log = seller.client.get("/my/activity/").content.decode()
    assert "proposed a story" in log and "agreed that the company is named" in log
    rows = list(PARTS["case_stories"](seller.user))
    assert [row["title"] for row in rows] == ["Combs for Chile"]


def test_a_merged_company_takes_its_stories_along(seller: Person, stranger: Person) -> None:
    proposal = send(seller)
    for name in ("good practices", "stories"):
        list(MOVERS[name][1](stranger.company, seller.company))
    proposal.refresh_from_db()
    case = CasePage.objects.get(pk=proposal.page_id)
    assert proposal.company == case.company == stranger.company
    assert case.is_named and case.shown_name == "Elsewhere Ltd"
