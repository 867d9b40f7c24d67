"""The account that a company is paid to: whose name it bears, who approves it, how long it waits, who is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from companies.models import Company, Membership
from notifications.models import Notification
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.processes import at_once
from tests.trade.orders import make_order
from trade.models import PayeeAccount
from trade.settling.handlers import accounts_come_into_force
from trade.settling.naming import is_same_name
from trade.settling.payee import TRIES, WAIT
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db(transaction=True)
FIELDS = {
    "holder": "Hanbit Bearings Co., Ltd.",
    "bank": "Shinhan Bank",
    "country": "KR",
    "number": "110-123-456789",
    "bic": "SHBKKRSE",
}


@pytest.fixture
def supplier(supplier: Company) -> Company:
    Company.objects.filter(pk=supplier.pk).update(
        tier=1, legal_name="Hanbit Bearings Co., Ltd.", local_name="㈜한빛베어링"
    )
    supplier.refresh_from_db()
    return supplier


@pytest.fixture
def partner(supplier: Company) -> Person:
    """Another owner, for a long time."""
    person = make_person("partner@hanbit.example", supplier, "manager")
    Membership.objects.filter(user=person.user).update(created_at=timezone.now() - timedelta(days=90))
    return person


def enter(who: Person, **fields: str) -> PayeeAccount:
    return PayeeAccount.enter(who.actor, who.company, **{**FIELDS, **fields})


def in_force(who: Person, partner: Person) -> PayeeAccount:
    account = enter(who)
    account.approve(partner.actor)
    return account


@pytest.mark.parametrize(
    ("holder", "names", "same"),
    [
        ("HANBIT BEARINGS CO LTD", ["Hanbit Bearings Co., Ltd."], True),
        ("Hanbit Bearings Company Limited", ["Hanbit Bearings Co., Ltd."], True),
        ("한빛베어링 주식회사", ["Hanbit", "㈜한빛베어링"], True),
        ("(주)한빛베어링", ["㈜한빛베어링"], True),
        ("Café Lumière SARL", ["CAFE LUMIERE S.A.R.L."], True),
        ("Hanbit Bearings", ["Hanbit Bearings Co., Ltd."], False),
        ("Hanbit Bearing Co., Ltd.", ["Hanbit Bearings Co., Ltd."], False),
        ("Hаnbit Bearings Co., Ltd.", ["Hanbit Bearings Co., Ltd."], False),  # the first а is Cyrillic
        ("Hanbit Bearings GmbH", ["Hanbit Bearings Co., Ltd."], False),
        ("", ["", "X"], False),
        ("...", ["---"], False),
    ],
)
def test_names_that_are_the_same(holder: str, names: list[str], same: bool) -> None:
    assert is_same_name(holder, *names) is same


def test_the_first_account_counts_once_a_second_person_approved_it(seller: Person, partner: Person) -> None:
    account = enter(seller)
    assert PayeeAccount.objects.in_force(account.company) is None
    with pytest.raises(PermissionDenied):
        account.approve(seller.actor)
    account.approve(partner.actor)
    assert PayeeAccount.objects.in_force(account.company) == account
    with pytest.raises(WrongState):
        account.approve(partner.actor)


def test_a_changed_account_waits_72_hours(seller: Person, partner: Person) -> None:
    first = in_force(seller, partner)
    second = enter(seller, number="220-999")
    second.approve(partner.actor)
    accounts_come_into_force()
    assert PayeeAccount.objects.in_force(first.company) == first
    aged(second)
    accounts_come_into_force()
    accounts_come_into_force()
    assert PayeeAccount.objects.in_force(first.company) == second
    first.refresh_from_db()
    assert first.state == "replaced"
    assert Event.objects.filter(kind="payee_account.in_force").count() == 2


def aged(account: PayeeAccount) -> None:
    earlier = account.created_at - WAIT
    PayeeAccount.objects.filter(pk=account.pk).update(created_at=earlier, earliest=account.created_at)


def test_the_first_account_waits_too_while_orders_are_open(seller: Person, partner: Person, buyer: Person) -> None:
    make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now())
    account = in_force(seller, partner)
    assert (account.state, account.earliest - account.created_at) == ("waiting", WAIT)


def test_time_alone_is_no_approval(seller: Person, partner: Person) -> None:
    account = enter(seller)
    aged(account)
    accounts_come_into_force()
    account.refresh_from_db()
    assert account.state == "waiting"
    with pytest.raises(IntegrityError):
        PayeeAccount.objects.filter(pk=account.pk).update(state="in_force", in_force_at=timezone.now())


def test_who_came_after_it_was_entered_cannot_approve_it(seller: Person, partner: Person) -> None:
    account = enter(seller)
    new = make_person("new@hanbit.example", seller.company, "manager")
    with pytest.raises(PermissionDenied):
        account.approve(new.actor)


@pytest.mark.parametrize("holder", ["Hanbit Bearings", "Kim Min-ji", "Hanbit Bearing Co., Ltd."])
def test_another_payee_is_refused(seller: Person, holder: str) -> None:
    with pytest.raises(Refused):
        enter(seller, holder=holder)
    assert not PayeeAccount.objects.exists()


def test_a_company_that_was_not_checked_names_no_account(seller: Person, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(tier=0)
    with pytest.raises(Refused):
        enter(seller)


def test_an_account_is_not_shown_once_the_companys_name_is_another(
    seller: Person, partner: Person, supplier: Company
) -> None:
    in_force(seller, partner)
    Company.objects.filter(pk=supplier.pk).update(legal_name="Other Ltd", local_name="")
    supplier.refresh_from_db()
    assert PayeeAccount.objects.in_force(supplier) is None


def test_lesser_roles_and_strangers_change_nothing(
    seller: Person, colleague: Person, viewer: Person, stranger: Person, buyer: Person, partner: Person
) -> None:
    for wrong in (colleague, viewer, stranger, buyer):
        with pytest.raises(PermissionDenied):
            PayeeAccount.enter(wrong.actor, seller.company, **FIELDS)
    account = enter(seller)
    for wrong in (colleague, viewer, stranger, buyer):
        for verb in (account.approve, account.stop):
            with pytest.raises(PermissionDenied):
                verb(wrong.actor)
    assert PayeeAccount.objects.visible_to(stranger.actor).count() == 0
    address = f"/my/payee-account/{account.ref}/approval/"
    assert stranger.client.post(address).status_code == 404
    assert colleague.client.post(address).status_code == 403
    assert viewer.client.get("/my/payee-account/").status_code == 403
    account.refresh_from_db()
    assert (account.state, account.approved_at) == ("waiting", None)


def test_where_there_is_no_second_person_a_letter_brings_a_code(seller: Person) -> None:
    account = enter(seller)
    page = seller.client.get("/my/payee-account/")
    assert "Send the code" in page.content.decode()
    seller.client.post(f"/my/payee-account/{account.ref}/letter/")
    assert mail.outbox[-1].to == ["seller@hanbit.example"]
    code = mail.outbox[-1].body.partition("Your code: ")[2].split()[0]
    address = f"/my/payee-account/{account.ref}/approval/"
    empty = seller.client.post(address, {"code": " "})
    assert empty.status_code == 422 and "code" in empty.context["code_form"].errors
    wrong = seller.client.post(address, {"code": "WRONG"})
    assert wrong.status_code == 422 and "This is not the code of the last letter." in wrong.content.decode()
    account.refresh_from_db()
    assert (account.approved_at, account.tries) == (None, 1)
    seller.client.post(f"/my/payee-account/{account.ref}/approval/", {"code": code.lower()})
    account.refresh_from_db()
    assert (account.state, account.approved_how) == ("in_force", "code")


def test_codes_cannot_be_guessed_for_ever(seller: Person) -> None:
    account = enter(seller)
    code = account.new_code(seller.actor)
    for _try in range(TRIES):
        with pytest.raises(Refused):
            account.approve_by_code(seller.actor, "00000000")
    with pytest.raises(Refused):
        account.approve_by_code(seller.actor, code)


def test_no_code_takes_the_place_of_a_second_person(seller: Person, partner: Person) -> None:
    account = enter(seller)
    with pytest.raises(Refused):
        account.new_code(seller.actor)


def test_a_change_is_stopped_by_whoever_doubts(seller: Person, partner: Person) -> None:
    first = in_force(seller, partner)
    second = enter(seller, number="220-999")
    with pytest.raises(WrongState):
        enter(seller, number="330")
    second.stop(partner.actor)
    assert PayeeAccount.objects.in_force(first.company) == first
    with pytest.raises(WrongState):
        second.approve(partner.actor)


@pytest.mark.needs("postgresql")
def test_of_twelve_accounts_entered_at_once_one_waits(seller: Person, partner: Person) -> None:
    results = at_once(12, lambda number: enter(seller, number=f"{number}"))
    assert sum(isinstance(one, PayeeAccount) for one in results) == 1, results
    assert sum(isinstance(one, WrongState) for one in results) == 11, results


@pytest.mark.needs("postgresql")
def test_an_approval_and_a_stop_at_once_never_both_hold(seller: Person, partner: Person) -> None:
    account = enter(seller)

    def work(number: int) -> None:
        mine = PayeeAccount.objects.get(pk=account.pk)
        mine.approve(partner.actor) if number % 2 else mine.stop(seller.actor)

    results = at_once(12, work)
    account.refresh_from_db()
    assert account.state == "stopped", results
    assert all(one is None or isinstance(one, WrongState) for one in results), results


def test_all_open_deals_are_warned(seller: Person, partner: Person, buyer: Person, stranger: Person) -> None:
    in_force(seller, partner)
    order = make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now(), payment="advance")
    done = make_order(stranger.company, seller.company, state="completed")
    settle(order.pk)
    deliver_all()
    Notification.objects.all().delete()
    enter(seller, number="220-999")
    deliver_all()
    told = set(Notification.objects.values_list("user__email", "kind"))
    assert ("buyer@nordwerk.example", "order.payee_changing") in told
    assert ("partner@hanbit.example", "payee_account.entered") in told
    assert ("seller@hanbit.example", "payee_account.entered") in told
    assert not [one for one in told if "elsewhere" in one[0]], done


def test_the_order_shows_the_account_in_force_and_a_warning(seller: Person, partner: Person, buyer: Person) -> None:
    order = make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now(), payment="advance")
    settle(order.pk)
    account = in_force(seller, partner)
    words = page(buyer, order)
    assert "110-123-456789" not in words
    assert "No account is in force" in words
    aged(account)
    accounts_come_into_force()
    assert "110-123-456789" in page(buyer, order)
    enter(seller, number="220-999")
    words = page(buyer, order)
    assert "110-123-456789" in words
    assert "220-999" not in words
    assert "is being changed" in words


def page(who: Person, order: Any) -> str:
    response = who.client.get(f"/orders/{order.ref}/")
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"iban": "DE89370400440532013001", "country": "DE"}, "iban"),
        ({"iban": "DE89 3704 0044 0532 0130 00", "country": "FR"}, "iban"),
        ({"number": "1", "bic": ""}, "iban"),
        ({"number": "---", "bic": "SHBKKRSE"}, "number"),
        ({"number": "1", "bic": "SHBK"}, "bic"),
        ({"number": "1", "bic": "DEUTDEFF"}, "bic"),
    ],
)
def test_numbers_that_are_wrong_are_refused(seller: Person, fields: dict[str, str], wrong: str) -> None:
    data = {**FIELDS, "number": "", "bic": "", **fields}
    response = seller.client.post("/my/payee-account/entry/", data)
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    assert not PayeeAccount.objects.exists()


def test_an_iban_is_kept_without_spaces(seller: Person) -> None:
    data = {**FIELDS, "iban": "DE89 3704 0044 0532 0130 00", "country": "DE", "number": "", "bic": ""}
    assert seller.client.post("/my/payee-account/entry/", data).status_code == 302
    assert PayeeAccount.objects.get().iban == "DE89370400440532013000"
