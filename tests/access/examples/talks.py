"""A conversation of the seller and the buyer, a third company in it, and a booked talk with its papers."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from catalog.models import Product
from consultations.inbox.reply_links import reply_url
from consultations.models import DeskTag, Meeting, MeetingPoint, MeetingTask, MinutesVersion, Room, RoomParty
from consultations.models.beside import Beside
from offers.models import CannedReply, RoutingRule
from portal.core.papers import Paper
from portal.core.pictures import open_picture, render
from tests.access.examples.cast import REF, Cast, Places, paper, path_in
from tests.cast import make_company, make_person


def room_of(cast: Cast) -> Room:
    product = Product.objects.of(cast.seller.actor).published().order_by("pk")[5]
    return Room.open_about("product", product, by=cast.buyer.actor)


def meetings(cast: Cast) -> Places:
    """One that was held, with what stands on its paper."""
    begin, seller, buyer = timezone.now() + timedelta(days=9), cast.seller, cast.buyer
    meeting = Meeting.objects.create(
        ref=f"{REF}-M", room=room_of(cast), host_company=seller.company, guest_company=buyer.company,
        host=seller.user, guest=buyer.user, state="confirmed", starts_at=begin, ends_at=begin + timedelta(minutes=30),
        host_zone="Asia/Seoul", guest_zone="Europe/Berlin",
    )  # fmt: skip
    point = MeetingPoint.add(meeting, "Prices of the year", buyer.actor)
    earlier = timezone.now() - timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=earlier, ends_at=earlier + timedelta(minutes=30))
    meeting.refresh_from_db()
    version = MinutesVersion.write(meeting, "Agreed: 5,000 pieces.", seller.actor, 0)
    task = MeetingTask.add(meeting, "Send the drawing", seller.actor, buyer.company, None, None)
    for account in ("seller", "buyer"):
        yield account, reverse("meetings:meeting", args=[meeting.ref])
        yield account, reverse("meetings:point_removal", args=[meeting.ref, point.ref])
        yield account, reverse("meetings:version", args=[meeting.ref, version.number])
        yield account, reverse("meetings:task", args=[task.ref])


def rooms(cast: Cast) -> Places:
    """Words with a file and an answer to them, somebody invited, a tag, a prepared reply and a rule."""
    seller, buyer = cast.seller, cast.buyer
    room, photo = room_of(cast), paper()
    small = render(open_picture(paper()), 40)
    scan = Paper("drawing.jpg", "picture", photo, small.files("small")[0], small.width, small.height)
    message = room.post("The drawing", by=buyer.actor, beside=Beside(papers=[scan]))
    guest = make_person("guest@circle.example", make_company("Circle Freight", "supplier", "NL"))
    assert guest.company is not None
    party = RoomParty.invite(room, guest.company, buyer.actor)
    file = message.files.get()
    for account in ("seller", "buyer"):
        yield account, reverse("consultations:message", args=[room.ref, message.number])
        yield account, reverse("consultations:file", args=[room.ref, file.ref])
        yield account, reverse("consultations:file_small", args=[room.ref, file.ref])
        yield account, reverse("consultations:removal", args=[room.ref, party.company.slug])
    yield "guest", path_in(reply_url(seller.user, seller.company, room))
    tag = DeskTag.objects.create(company=seller.company, name="Fair")
    yield "seller", reverse("consultations:tag_removal", args=[tag.ref])
    reply = CannedReply.objects.create(company=seller.company, language="en", title="Colours", body="As you like.")
    yield "seller", reverse("offers:reply_removal", args=[reply.ref])
    yield "seller", reverse("consultations:prepared", args=[room.ref, reply.ref])
    rule = RoutingRule.put_in(seller.actor, country="FR", user=seller.user)
    yield "seller", reverse("offers:rule", args=[rule.ref])
