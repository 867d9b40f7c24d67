"""Invitations by e-mail: sent, seen, accepted, and every way in which a link can be wrong."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now

from companies.models import Company, Handover, Invitation, Membership, User
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.companies.conftest import ADDRESS, confirm, invite, link_in_mail
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

FORM = {"email": ADDRESS, "role": "sales", "language": "ko", "words": "Welcome to the export team."}


@pytest.fixture
def mina(db: None) -> Person:
    """The invited person, with a confirmed address and no company."""
    person = make_person(ADDRESS)
    confirm(person.user)
    return person


def test_an_owner_invites_and_the_mail_goes_out_in_the_chosen_language(seller: Person, supplier: Company) -> None:
    answer = seller.client.post("/my/people/invitations/new/", FORM)
    assert answer.status_code == 302, answer.context["form"].errors
    link = link_in_mail()
    assert mail.outbox[0].to == [ADDRESS]
    assert "Hanbit Bearings" in mail.outbox[0].subject and "Welcome to the export team." in str(mail.outbox[0].body)
    html = mail.outbox[0].alternatives[0][0]
    assert '<html lang="ko">' in html and "<script" not in html
    assert link.startswith("/ko/invitations/")
    token = link.rstrip("/").rpartition("/")[2]
    stored = str(Invitation.objects.values().get()) + str(list(Event.objects.values_list("payload", flat=True)))
    assert token not in stored, "only the digest is kept"
    deliver_all()
    assert len(mail.outbox) == 1


def test_the_mail_goes_out_once_even_when_the_event_comes_again(seller: Person) -> None:
    invite(seller)
    deliver_all()
    Event.objects.update(state=Event.State.PENDING, handled=[])
    deliver_all()
    assert len(mail.outbox) == 1


def test_the_invited_person_accepts_and_acts_for_the_company(seller: Person, mina: Person, supplier: Company) -> None:
    invite(seller, role="sales")
    link = link_in_mail()
    page = mina.client.get(link).content.decode()
    assert "Hanbit Bearings" in page and "m…@hanbit.example" in page
    assert mina.client.post(f"{link}acceptance/").status_code == 302
    place = supplier.memberships.get(user=mina.user)
    assert place.role == "sales"
    assert "Hanbit Bearings" in mina.client.get("/my/").content.decode()
    assert set(Event.objects.values_list("kind", flat=True)) >= {"invitation.accepted", "membership.added"}
    assert mina.client.get(link).headers["Location"] == "/my/people/", "who has accepted is led on"


def test_a_link_works_once(seller: Person, mina: Person, visitor: Client) -> None:
    invite(seller)
    link = link_in_mail()
    mina.client.post(f"{link}acceptance/")
    again = visitor.get(link)
    assert again.status_code == 410 and "Hanbit" not in again.content.decode()
    assert mina.client.post(f"{link}acceptance/").status_code == 302
    assert Membership.objects.filter(user=mina.user).count() == 1


@pytest.mark.parametrize("state", ["withdrawn", "declined", "expired"])
def test_a_link_that_is_over_says_so_and_names_nobody(
    seller: Person, mina: Person, supplier: Company, state: str
) -> None:
    invitation = invite(seller)
    link = link_in_mail()
    if state == "expired":
        Invitation.objects.update(expires_at=now() - timedelta(minutes=1))
    else:
        invitation.withdraw(seller.actor) if state == "withdrawn" else invitation.decline()
    answer = mina.client.get(link)
    assert answer.status_code == 410 and state in answer.content.decode()
    assert "Hanbit" not in answer.content.decode() and seller.user.name not in answer.content.decode()
    assert mina.client.post(f"{link}acceptance/").status_code in {409, 410}
    assert not supplier.memberships.filter(user=mina.user).exists()


@pytest.mark.parametrize("token", ["x", "A" * 43, "0" * 400, "K7-" * 20])
def test_a_forged_link_is_a_404(seller: Person, mina: Person, token: str) -> None:
    invite(seller)
    for address in (f"/invitations/{token}/", f"/ko/invitations/{token}/"):
        assert mina.client.get(address).status_code == 404
    assert mina.client.post(f"/invitations/{token}/acceptance/").status_code == 404
    assert mina.client.post(f"/invitations/{token}/refusal/").status_code == 404


def test_sent_again_the_new_link_opens_and_the_old_one_is_dead(seller: Person, mina: Person) -> None:
    invitation = invite(seller)
    old = link_in_mail()
    Invitation.objects.update(expires_at=now() - timedelta(days=1))
    assert seller.client.post(f"/my/people/invitations/{invitation.ref}/renewal/").status_code == 302
    new = link_in_mail()
    assert old != new
    assert mina.client.get(old).status_code == 404
    assert mina.client.get(new).status_code == 200


def test_the_mails_to_one_address_are_limited_in_a_day(seller: Person) -> None:
    invitation = invite(seller)
    url = f"/my/people/invitations/{invitation.ref}/renewal/"
    assert [seller.client.post(url).status_code for _ in range(4)] == [302, 302, 409, 409]
    seller.client.post(f"/my/people/invitations/{invitation.ref}/withdrawal/")
    refused = seller.client.post("/my/people/invitations/new/", FORM)
    assert "email" in refused.context["form"].errors, "withdrawing does not begin a new count"
    deliver_all()
    assert mail.outbox == [], "what was withdrawn before it was mailed is not"


def test_the_mails_of_a_company_are_limited_in_a_day(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Invitation, "A_DAY", 2)
    for number in range(2):
        invite(seller, f"person{number}@hanbit.example")
    refused = seller.client.post("/my/people/invitations/new/", FORM)
    assert "email" in refused.context["form"].errors and ADDRESS in refused.content.decode()
    assert Invitation.objects.count() == 2


def test_an_address_twice_is_renewed_not_doubled(seller: Person) -> None:
    invite(seller, role="sales")
    invite(seller, ADDRESS.upper(), role="buyer")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.round) == (ADDRESS, "buyer", 2)


def test_a_member_is_not_invited(seller: Person, colleague: Person) -> None:
    answer = seller.client.post("/my/people/invitations/new/", {**FORM, "email": colleague.user.email.upper()})
    assert "already" in str(answer.context["form"].errors["email"])
    confirm(colleague.user, "second@hanbit.example")
    answer = seller.client.post("/my/people/invitations/new/", {**FORM, "email": "second@hanbit.example"})
    assert "already" in str(answer.context["form"].errors["email"])
    assert not Invitation.objects.exists()


def test_who_has_declined_is_left_in_peace(seller: Person, visitor: Client) -> None:
    invite(seller)
    link = link_in_mail()
    assert visitor.post(f"{link}refusal/").status_code == 200, "without an account, too"
    answer = seller.client.post("/my/people/invitations/new/", FORM)
    assert "declined" in str(answer.context["form"].errors["email"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "nobody"),
        ("email", "ten@mailinator.com"),
        ("email", "ten@sub.mailinator.com"),
        ("email", "a@b.example\r\nBcc: all@b.example"),
        ("role", "emperor"),
        ("language", "tlh"),
        ("words", "See http://evil.example"),
        ("words", "x" * 501),
    ],
)
def test_wrong_input_is_said_and_kept(seller: Person, field: str, value: str) -> None:
    answer = seller.client.post("/my/people/invitations/new/", {**FORM, field: value})
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert field == "words" or "Welcome to the export team." in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_manager_invites_but_makes_no_owner(supplier: Company, seller: Person) -> None:
    manager = make_person("manager@hanbit.example", supplier, "manager")
    answer = manager.client.post("/my/people/invitations/new/", {**FORM, "role": "owner"})
    assert answer.context["form"].errors["role"]
    invite(seller, role="owner")
    answer = manager.client.post("/my/people/invitations/new/", FORM)
    assert answer.status_code == 403, "an owner's invitation is not lowered by a manager"
    ref = Invitation.objects.get().ref
    assert manager.client.post(f"/my/people/invitations/{ref}/withdrawal/").status_code == 403
    assert Invitation.objects.get().role == "owner"


@pytest.mark.parametrize("role", ["sales", "buyer", "viewer"])
def test_other_roles_invite_nobody(supplier: Company, seller: Person, role: str) -> None:
    person = make_person(f"{role}@hanbit.example", supplier, role)
    invitation = invite(seller)
    assert person.client.get("/my/people/invitations/").status_code == 403
    assert person.client.post("/my/people/invitations/new/", {**FORM, "email": "x@y.example"}).status_code == 403
    assert person.client.post(f"/my/people/invitations/{invitation.ref}/withdrawal/").status_code == 404
    assert Invitation.objects.get().state == "open"


def test_another_company_sees_and_changes_nothing(stranger: Person, seller: Person) -> None:
    invitation = invite(seller)
    assert ADDRESS not in stranger.client.get("/my/people/invitations/").content.decode()
    for change in ("renewal", "withdrawal"):
        assert stranger.client.post(f"/my/people/invitations/{invitation.ref}/{change}/").status_code == 404
    assert Invitation.objects.get().state == "open"


def test_another_account_is_told_who_it_is_and_not_whom_the_invitation_is_for(
    seller: Person, buyer: Person, supplier: Company
) -> None:
    invite(seller)
    link = link_in_mail()
    page = buyer.client.get(link).content.decode()
    assert buyer.user.email in page and "m…@hanbit.example" in page and ADDRESS not in page
    assert buyer.client.post(f"{link}acceptance/").status_code == 403
    assert not supplier.memberships.filter(user=buyer.user).exists()
    assert Invitation.objects.get().state == "open"


def test_an_address_that_is_not_confirmed_does_not_count(seller: Person, supplier: Company) -> None:
    invite(seller)
    link = link_in_mail()
    person = make_person(ADDRESS)
    assert "First confirm your address" in person.client.get(link).content.decode()
    assert person.client.post(f"{link}acceptance/").status_code == 403
    assert person.client.get("/my/invitations/").content.decode().count("Hanbit") == 0
    assert not supplier.memberships.filter(user=person.user).exists()


def test_signing_up_by_the_link_comes_back_to_it(seller: Person, visitor: Client, supplier: Company) -> None:
    invite(seller)
    link = link_in_mail()
    assert f"/accounts/signup/?next={link}" in visitor.get(link).content.decode()
    data = {"email": ADDRESS, "name": "Mina Seo", "password1": "long-and-own-words", "next": link}
    visitor.post(f"/accounts/signup/?next={link}", data)
    key = re.search(r"/accounts/confirm-email/[^/\s]+/", str(mail.outbox[-1].body))
    assert key
    answer = visitor.post(key[0])
    assert answer.headers["Location"] == link
    visitor.post(f"{link}acceptance/")
    assert supplier.memberships.filter(user__email=ADDRESS, role="sales").exists()


def test_who_signed_up_elsewhere_finds_the_invitation_in_the_portal(seller: Person, mina: Person) -> None:
    invitation = invite(seller)
    assert "Hanbit Bearings" in mina.client.get("/my/").content.decode()
    assert "Hanbit Bearings" in mina.client.get("/my/invitations/").content.decode()
    assert mina.client.post(f"/my/invitations/{invitation.ref}/acceptance/").status_code == 302
    assert mina.user.actor_for().company == seller.company


def test_somebody_elses_invitation_is_not_answered_by_its_reference(seller: Person, buyer: Person) -> None:
    confirm(buyer.user)
    invitation = invite(seller)
    for answer in ("acceptance", "refusal"):
        assert buyer.client.post(f"/my/invitations/{invitation.ref}/{answer}/").status_code == 404
    assert Invitation.objects.get().state == "open"


def test_a_suspended_company_takes_nobody_in(seller: Person, mina: Person, supplier: Company) -> None:
    invite(seller)
    link = link_in_mail()
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    assert mina.client.get(link).status_code == 410
    assert mina.client.post(f"{link}acceptance/").status_code == 409
    assert not supplier.memberships.filter(user=mina.user).exists()


def test_a_mail_server_that_is_down_delays_the_invitation(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    invite(seller)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
        deliver_all()
    assert "waits to be sent" in seller.client.get("/my/people/invitations/").content.decode()
    Event.objects.update(due_at=now())
    deliver_all()
    assert len(mail.outbox) == 1


def test_the_list_pages_filters_and_stays_flat(seller: Person, supplier: Company) -> None:
    assert "Nobody has been invited yet" in seller.client.get("/my/people/invitations/").content.decode()
    few = None
    for number in range(28):
        Invitation.objects.create(
            company=supplier,
            email=f"p{number}@hanbit.example",
            invited_by=seller.user,
            digest=f"{number}",
            expires_at=now() + timedelta(days=1),
        )
        if number == 2:
            few = queries_of(seller.client, "/my/people/invitations/")
    assert queries_of(seller.client, "/my/people/invitations/") == few
    assert "p0@" in seller.client.get("/my/people/invitations/?page=2").content.decode()
    assert "p27@" not in seller.client.get("/my/people/invitations/?state=accepted").content.decode()
    assert "p3@" in seller.client.get("/my/people/invitations/?q=p3@&state=nonsense").content.decode()


def test_a_visitor_is_led_to_sign_in(visitor: Client) -> None:
    for address in ("/my/people/", "/my/people/invitations/", "/my/tokens/", "/my/invitations/"):
        assert "/accounts/login/" in visitor.get(address).headers["Location"]


def test_somebody_in_another_company_accepts_too_and_is_in_both(seller: Person, stranger: Person) -> None:
    confirm(stranger.user)
    invite(seller, stranger.user.email)
    stranger.client.post(f"{link_in_mail()}acceptance/")
    assert User.objects.get(pk=stranger.user.pk).memberships.count() == 2
    assert "acting for Hanbit Bearings" in stranger.client.get("/my/").content.decode()


def test_nobody_comes_back_by_an_invitation_of_their_own(seller: Person, supplier: Company) -> None:
    manager = make_person("manager@hanbit.example", supplier, "manager")
    back_door = invite(manager, "second@mail.example", "manager")
    others = invite(seller, "mina@hanbit.example")
    page = f"/my/people/{supplier.memberships.get(user=manager.user).ref}/removal/"
    assert "The invitation that is still open is withdrawn." in seller.client.get(page).content.decode()
    assert seller.client.post(page, {}).status_code == 302
    back_door.refresh_from_db(), others.refresh_from_db()
    assert (back_door.state, others.state) == ("withdrawn", "open")
    again = make_person("second@mail.example")
    confirm(again.user)
    assert again.client.post(f"/invitations/{back_door.token}/acceptance/").status_code == 410
    assert not again.user.memberships.exists()


@pytest.mark.parametrize(("role", "left"), [("sales", []), ("manager", ["viewer"]), ("owner", ["owner", "viewer"])])
def test_with_a_role_go_the_invitations_that_it_could_not_send(
    role: str, left: list[str], seller: Person, supplier: Company
) -> None:
    partner = make_person("partner@hanbit.example", supplier, "owner")
    invite(partner, "a@mail.example", "owner")
    invite(partner, "b@mail.example", "viewer")
    supplier.memberships.get(user=partner.user).change_role(role, seller.actor)
    waiting = supplier.invitations.filter(state="open").order_by("email")
    assert [one.role for one in waiting] == left
    assert Event.objects.filter(kind="invitation.withdrawn").count() == 2 - len(left)


def test_who_has_handed_the_company_over_has_no_owner_waiting_at_the_door(seller: Person, supplier: Company) -> None:
    heir = make_person("heir@hanbit.example", supplier, "manager")
    door = invite(seller, "mine@mail.example", "owner")
    handover = Handover.offer(supplier.memberships.get(user=heir.user), seller.actor)
    handover.accept(heir.actor)
    door.refresh_from_db()
    assert door.state == "withdrawn"
