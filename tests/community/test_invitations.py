"""Invitations: by name and by mail, each link once and for 14 days, and what they give away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.invitation_mail import mail_invitation
from community.models import Community, CommunityInvitation
from companies.models import CompanyBlock
from notifications.house_handlers import company_invited
from notifications.models import Notification
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(hidden: Community, steward: Person) -> CommunityInvitation:
    return CommunityInvitation.send(hidden, steward.actor, email="Info@Nordwerk.example ")


def page_of(house: Community) -> str:
    return f"/communities/{house.slug}/invitations/"


def test_pasted_addresses_get_a_line_each(public: Community, steward: Person) -> None:
    text = "a@firm.example\nKim <b@firm.example>; nonsense, A@FIRM.example\nx@mailinator.com"
    page = steward.client.post(page_of(public), {"addresses": text, "language": "ko", "words": "Come"})
    report = dict(page.context["report"])
    assert list(report) == ["a@firm.example", "b@firm.example", "nonsense", "x@mailinator.com"]
    assert [bool(problem) for problem in report.values()] == [False, False, True, True]
    assert set(public.invitations.values_list("email", "language")) == {
        ("a@firm.example", "ko"),
        ("b@firm.example", "ko"),
    }


def test_rows_of_a_spreadsheet_are_taken_and_what_failed_stays_to_be_mended(public: Community, steward: Person) -> None:
    rows = "Firm\tPerson\tE-mail\nHanil Co., Ltd.\tKim\tkim@hanil.example\nDaesung\tLee\tlee at daesung\n"
    page = steward.client.post(page_of(public), {"addresses": rows, "language": "ko", "words": "Come and see"})
    assert list(public.invitations.values_list("email", flat=True)) == ["kim@hanil.example"]
    assert [line for line, problem in page.context["report"] if problem] == [
        "firm person e-mail",
        "daesung lee lee at daesung",
    ]
    kept = page.context["form"].initial
    assert kept["addresses"] == "firm person e-mail\ndaesung lee lee at daesung"
    assert (kept["words"], kept["language"]) == ("Come and see", "ko")


def test_more_than_fifty_are_refused_and_kept(public: Community, steward: Person) -> None:
    text = "\n".join(f"p{n}@firm.example" for n in range(51))
    page = steward.client.post(page_of(public), {"addresses": text, "language": "en"})
    assert "p50@firm.example" in page.content.decode()
    assert not public.invitations.exists()


def test_members_and_strangers_do_not_invite(public: Community, seller: Person, buyer: Person) -> None:
    for person in (seller, buyer):
        assert person.client.post(page_of(public), {"addresses": "a@b.example", "language": "en"}).status_code == 403
        assert person.client.post(f"{page_of(public)}to/{buyer.company.slug}/").status_code == 403
    assert not public.invitations.exists()


def test_a_moderator_invites(public: Community, steward: Person, seller: Person, buyer: Person) -> None:
    public.members.get(company=seller.company).change_role(steward.actor, "moderator")
    found = seller.client.get(page_of(public), {"company": "nordwerk"}).content.decode()
    assert "Nordwerk Handel" in found
    assert seller.client.post(f"{page_of(public)}to/{buyer.company.slug}/").status_code == 302
    assert public.invitations.get().company == buyer.company


def test_the_mail_goes_once_and_its_link_opens_the_house(sent: CommunityInvitation, buyer: Person) -> None:
    event = Event.objects.get(kind="community.invited")
    mail_invitation(event)
    mail_invitation(event)
    assert [letter.to for letter in mail.outbox] == [["info@nordwerk.example"]]
    link = f"/community-invitations/{sent.token}/"
    assert link in mail.outbox[0].body
    page = buyer.client.get(link)
    assert "Quiet Circle" in page.content.decode() and "no-store" in page["Cache-Control"]
    assert buyer.client.post(f"{link}acceptance/").status_code == 302
    assert sent.community.role_of(buyer.company.pk) == "member"
    sent.refresh_from_db()
    assert (sent.state, sent.accepted_for) == ("accepted", buyer.company)


def test_a_used_withdrawn_or_expired_link_names_nothing(
    sent: CommunityInvitation, steward: Person, buyer: Person, stranger: Person, visitor: Client
) -> None:
    link = f"/community-invitations/{sent.token}/"
    CommunityInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = visitor.get(link)
    assert page.status_code == 410 and "Quiet Circle" not in page.content.decode()
    assert buyer.client.post(f"{link}acceptance/").status_code == 409
    CommunityInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    sent.accept(buyer.actor)
    assert stranger.client.post(f"{link}acceptance/").status_code == 409
    page = stranger.client.get(link)
    assert page.status_code == 410 and "Quiet Circle" not in page.content.decode()
    assert visitor.get("/community-invitations/nonsense/").status_code == 404


def test_sending_again_kills_the_old_link_and_has_a_limit(sent: CommunityInvitation, steward: Person) -> None:
    old = sent.token
    change = f"{page_of(sent.community)}{sent.ref}/renewal/"
    assert steward.client.post(change).status_code == 302
    assert CommunityInvitation.of_token(old) is None
    assert steward.client.post(change).status_code == 302
    assert steward.client.post(change).status_code == 409, "three mails a day to one address"
    sent.refresh_from_db()
    assert sent.sent_count == CommunityInvitation.A_DAY_TO_ONE


def test_a_withdrawn_one_opens_nothing(sent: CommunityInvitation, steward: Person, buyer: Person) -> None:
    steward.client.post(f"{page_of(sent.community)}{sent.ref}/withdrawal/")
    assert buyer.client.post(f"/community-invitations/{sent.token}/acceptance/").status_code == 409
    assert not sent.community.role_of(buyer.company.pk)


def test_a_viewer_does_not_accept_for_the_company(public: Community, steward: Person, viewer: Person) -> None:
    public.members.filter(company=viewer.company).delete()
    found = CommunityInvitation.send(public, steward.actor, email="x@firm.example")
    assert viewer.client.post(f"/community-invitations/{found.token}/acceptance/").status_code == 403
    assert not public.role_of(viewer.company.pk)


def test_an_invited_company_is_told_and_answers(
    hidden: Community, steward: Person, buyer: Person, stranger: Person
) -> None:
    found = CommunityInvitation.send(hidden, steward.actor, company=buyer.company)
    company_invited(Event.objects.get(kind="community.invited"))
    assert Notification.objects.get(user=buyer.user).data == {"title": "Quiet Circle"}
    assert "Quiet Circle" in buyer.client.get("/my/communities/invitations/").content.decode()
    assert "Quiet Circle" not in stranger.client.get("/my/communities/invitations/").content.decode()
    answer = f"/my/communities/invitations/{found.ref}/acceptance/"
    assert stranger.client.post(answer).status_code == 404
    assert buyer.client.post(answer).status_code == 302
    assert hidden.role_of(buyer.company.pk) == "member"


def test_who_declined_is_left_in_peace(public: Community, steward: Person, buyer: Person) -> None:
    found = CommunityInvitation.send(public, steward.actor, company=buyer.company)
    buyer.client.post(f"/my/communities/invitations/{found.ref}/refusal/")
    with pytest.raises(Refused):
        CommunityInvitation.send(public, steward.actor, company=buyer.company)
    found.refresh_from_db()
    assert found.state == "declined"


def test_who_blocked_the_inviter_hears_nothing_and_the_inviter_learns_nothing(
    public: Community, steward: Person, buyer: Person
) -> None:
    CompanyBlock.put_up(buyer.actor, steward.company)
    assert steward.client.post(f"{page_of(public)}to/{buyer.company.slug}/").status_code == 302
    company_invited(Event.objects.get(kind="community.invited"))
    assert not Notification.objects.filter(user=buyer.user).exists()
    assert "Bearing Makers" not in buyer.client.get("/my/communities/invitations/").content.decode()


def test_a_member_is_not_invited_and_an_open_one_is_not_doubled(
    public: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    with pytest.raises(Refused):
        CommunityInvitation.send(public, steward.actor, company=seller.company)
    for _time in range(2):
        CommunityInvitation.send(public, steward.actor, company=buyer.company)
    assert public.invitations.count() == 1


def test_the_list_is_filtered_by_state(sent: CommunityInvitation, steward: Person) -> None:
    page = page_of(sent.community)
    assert "info@nordwerk.example" in steward.client.get(page, {"state": "open"}).content.decode()
    CommunityInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert len(steward.client.get(page, {"state": "open"}).context["page"]) == 0
    assert len(steward.client.get(page, {"state": "expired", "q": "nord"}).context["page"]) == 1
