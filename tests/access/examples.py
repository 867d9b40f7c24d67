"""Things that the demonstration does not have, of its seller: laid down as rows, so that others can be kept from them.

Each goes by the address under which its owner finds it; what else begins like that address is tried with it as well.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from catalog.imports.runs import ImportRun
from catalog.models import Product, Shortlist, ShortlistItem
from companies.models import ApiToken, Company, User
from consultations.models import Meeting, Room
from payments.models import Charge
from search.models import SavedSearch
from trade.orders.models import Order
from trade.settling.models import OutsidePayment, PayeeAccount

REF = "EXAMPLE"


def lay(owner: Company, person: User) -> Iterator[str]:
    """The addresses."""
    other = Company.objects.exclude(pk=owner.pk).order_by("pk")[0]
    yield from of_the_catalogue(owner, person)
    yield from of_money(owner, other, person)
    token = ApiToken.objects.create(ref=f"{REF}-T", company=owner, digest="0" * 64, hint="0000", issued_by=person)
    yield reverse("companies:token_revocation", args=[token.ref])
    saved = SavedSearch.objects.create(
        ref=f"{REF}-S", user=person, company=owner, name="Bearings", query="q=bearing", rhythm="off"
    )
    yield reverse("search:saved", args=[saved.ref])
    yield from of_talks(owner, person)


def of_the_catalogue(owner: Company, person: User) -> Iterator[str]:
    run = ImportRun.objects.create(ref=f"{REF}-I", company=owner, user=person, file_name="goods.csv")
    yield reverse("catalog:import_run", args=[run.ref])
    product = Product.objects.filter(company=owner).order_by("pk")[0]
    listed = Shortlist.objects.create(ref=f"{REF}-L", company=owner, name="An example", created_by=person)
    item = ShortlistItem.objects.create(
        ref=f"{REF}-E", shortlist=listed, product=product, title=str(product), sku=product.sku, position=1
    )
    yield reverse("catalog:shortlist", args=[listed.ref])
    yield reverse("catalog:shortlist_item", args=[listed.ref, item.ref])


def of_money(owner: Company, other: Company, person: User) -> Iterator[str]:
    charge = Charge.objects.create(
        ref=f"{REF}-C", payable="example:1", title="Deposit", payer=other, payee=owner, amount=100, currency="USD"
    )
    yield reverse("payments:charge", args=[charge.ref])
    account = PayeeAccount.objects.create(
        ref=f"{REF}-A", company=owner, holder=owner.name, country="KR", bank="Hana", number="1", bic="KOEXKRSE",
        user=person, earliest=timezone.now(),
    )  # fmt: skip
    yield reverse("trade:payee_stopping", args=[account.ref])
    order = Order.objects.filter(supplier=owner, instalments__isnull=False).order_by("pk").first()
    if order:
        today = timezone.localdate()
        proof = OutsidePayment.objects.create(
            ref=f"{REF}-P", instalment=order.instalments.first(), amount=1, sent_on=today
        )
        yield reverse("trade:proof_paper", args=[order.ref, proof.ref])


def of_talks(owner: Company, person: User) -> Iterator[str]:
    room: Any = Room.objects.visible_to(person.actor_for(owner.slug)).order_by("pk").first()
    if room:
        begin = timezone.now() + timedelta(days=9)
        meeting = Meeting.objects.create(
            ref=f"{REF}-M", room=room, host_company=owner, guest_company=Company.objects.exclude(pk=owner.pk)[0],
            host=person, state="confirmed", starts_at=begin, ends_at=begin + timedelta(minutes=30),
            host_zone="Asia/Seoul", guest_zone="Europe/Berlin",
        )  # fmt: skip
        yield reverse("meetings:meeting", args=[meeting.ref])
