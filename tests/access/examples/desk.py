"""What waits for the programme's staff beside what the demonstration has: of each queue one."""

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from catalog.models import Category, Product
from companies.models import Company, MergeProposal, NameFlag
from consultations.models import DeskLook, ShownPart
from offers.models import Inquiry, InquiryReport, Offer, OfferDocument, OfferPicture
from tests.access.examples.cast import Cast, Places, paper
from tests.access.examples.talks import room_of
from tests.cast import make_company, make_person
from tests.trade.deals import make_rfq


def firms(cast: Cast) -> Places:
    """Two that look like one, and one that looks like another."""
    seller, buyer = cast.seller.company, cast.buyer.company
    assert seller is not None and buyer is not None
    first, second = sorted((seller, buyer), key=lambda one: one.pk)
    MergeProposal.objects.create(first=first, second=second, signs=["name"])
    yield "moderator", reverse("desk:merge", args=[first.slug, second.slug])
    flag = NameFlag.objects.create(company=buyer, other=seller, likeness="name", seen=buyer.name, score=90)
    yield "moderator", reverse("desk:flag", args=[flag.ref])
    fresh = Company.objects.filter(tier=0).order_by("pk")[0]
    yield "moderator", reverse("desk:suspend", args=[fresh.slug])


def market(cast: Cast) -> Places:
    """An offer that waits, an inquiry that was reported, and a request in review."""
    by = cast.seller.actor
    fields = {"title": "Elephant ivory carvings", "text": "Elephant ivory, old stock.", "side": "sell", "quantity": 5}
    offer = Offer.draft(
        by, category=Category.objects.get(slug="others"), valid_until=localdate() + timedelta(days=20), **fields
    )
    offer.publish(by)
    yield "moderator", reverse("offers_desk:approval", args=[offer.ref])
    yield "seller", reverse("offers:edit", args=[offer.ref])
    inquiry = Inquiry.objects.filter(supplier=cast.seller.company).exclude(state="closed").order_by("pk")[0]
    report = InquiryReport.make(inquiry, "mass", by, "We never asked for this.")
    yield "moderator", reverse("offers_desk:report", args=[report.ref])
    asking = make_person("first@asks.example", make_company("First Asks", "buyer", "DE"))
    waiting = make_rfq(asking, publish=False)
    waiting.submit(asking.actor)
    yield "moderator", reverse("rfq_desk:rfq", args=[waiting.ref])
    product = Product.objects.of(by).published()[0]
    yield "moderator", reverse("search_desk:why", args=["product", product.pk])


def files(cast: Cast) -> Places:
    """Of an open offer of the seller's."""
    offer = Offer.objects.of(cast.seller.actor).filter(state=Offer.State.OPEN).order_by("pk")[0]
    sheet = OfferDocument.objects.create(offer=offer, title="Data sheet", file=paper("sheet.pdf"), size=1)
    picture = OfferPicture.make(offer, Image.new("RGB", (80, 60)), 3, "The goods")
    yield "seller", reverse("offers:document", args=[offer.ref, sheet.ref])
    yield "seller", picture.image.url


def talks(cast: Cast) -> Places:
    """A conversation that was reported, at which staff have begun to look."""
    room = room_of(cast)
    room.post("Our bank has changed, pay to this one", by=cast.seller.actor)
    assert cast.seller.company is not None
    part = ShownPart.report_talk(cast.buyer.actor, room, cast.seller.company, "fraud", "Look", "last")
    case = part.report.case
    yield "moderator", reverse("talk_desk:evidence", args=[case.ref])
    look = DeskLook.begin(case, cast.moderator.actor, "A buyer reports fraud")
    yield "moderator", reverse("talk_desk:look", args=[case.ref, look.ref])
