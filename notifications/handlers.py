"""Turns events into notifications. Every handler re-reads the row, and tells nobody when it is gone."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from catalog.models import ImportRun
from community.models import Community, CommunityMember, Post, Thread
from companies.models import Company, Handover, User
from consultations.models import Message, ReadMark
from notifications.mail import send_mail_of
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from offers.models import Inquiry, Offer
from portal.core.events import Event, subscribe

PATIENCE = timedelta(minutes=1)  # how long a chat message may be read before an e-mail tells of it


def path_of(subject: Any) -> str:
    """Its address without a language: whoever follows it gets the page in their own."""
    with override(settings.LANGUAGE_CODE):
        return str(subject.get_absolute_url())


def address(name: str, *args: Any) -> str:
    with override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


@subscribe("inquiry.sent")
def inquiry_sent(event: Event) -> None:
    inquiry = Inquiry.objects.select_related("buyer", "offer").filter(pk=event.subject_id or 0).first()
    if inquiry and inquiry.is_sent:
        people = people_of([inquiry.supplier_id], "buy" if inquiry.asks_a_buyer else "sell", event)
        Notification.tell(people, event, path_of(inquiry), company=inquiry.buyer.name, title=inquiry.title)


@subscribe("inquiry.answered")
def inquiry_answered(event: Event) -> None:
    """Whoever answered has shown their name by that."""
    inquiry = Inquiry.objects.select_related("supplier", "offer").filter(pk=event.subject_id or 0).first()
    if inquiry and not inquiry.supplier_is_hidden:
        people = askers(inquiry, event)
        Notification.tell(people, event, path_of(inquiry), company=inquiry.supplier.name, title=inquiry.title)


@subscribe("inquiry.closed")
def inquiry_closed(event: Event) -> None:
    """The other side hears of it, in words that name no company: it may have been closed without an answer."""
    inquiry = Inquiry.objects.select_related("offer").filter(pk=event.subject_id or 0).first()
    if inquiry and event.company_id == inquiry.supplier_id:
        Notification.tell(askers(inquiry, event), event, path_of(inquiry), title=inquiry.title)
    elif inquiry:
        people = people_of([inquiry.supplier_id], "buy" if inquiry.asks_a_buyer else "sell", event)
        Notification.tell(people, event, path_of(inquiry), title=inquiry.title)


def askers(inquiry: Inquiry, event: Event) -> Any:
    power = "sell" if inquiry.asks_a_buyer else "buy"
    return person_or_colleagues(inquiry.user_id, inquiry.buyer_id, power, event)


@subscribe("offer.expired")
def offer_expired(event: Event) -> None:
    offer = Offer.objects.filter(pk=event.subject_id or 0, state=Offer.State.EXPIRED).first()
    if offer:
        people = person_or_colleagues(offer.user_id, offer.company_id, offer.side, event)
        Notification.tell(people, event, path_of(offer), title=offer.title)


@subscribe("message.posted")
def message_posted(event: Event) -> None:
    """Those who are not reading, and have not been told of this consultation already."""
    message = Message.objects.select_related("room", "company").filter(pk=event.subject_id or 0).first()
    if message is None:
        return
    path = path_of(message.room)
    reading = ReadMark.objects.filter(room=message.room, number__gte=message.number).values("user_id")
    told = Notification.objects.unread().filter(kind="message.posted", path=path).values("user_id")
    companies = message.room.parties.values_list("company_id", flat=True)
    people = people_of(companies, "talk", event).exclude(pk__in=reading).exclude(pk__in=told)
    Notification.tell(people, event, path, patience=PATIENCE, company=message.company.name, title=message.room.title)


@subscribe("membership.asked")
def membership_asked(event: Event) -> None:
    member = find_member(event)
    if member and member.state == CommunityMember.State.ASKED:
        community = member.community
        path = address("community:members", community.slug)
        people = people_of([community.steward_id], "run_communities", event)
        Notification.tell(people, event, path, company=member.company.name, title=community.name)


@subscribe("membership.accepted", "membership.declined")
def membership_decided(event: Event) -> None:
    member = find_member(event)
    if member:
        people = people_of([member.company_id], "join_communities", event)
        Notification.tell(people, event, path_of(member.community), title=member.community.name)


@subscribe("membership.left")
def membership_left(event: Event) -> None:
    community = Community.objects.filter(pk=event.subject_id or 0).first()
    company = Company.objects.filter(pk=event.company_id or 0).first()
    if community and company and company.pk != community.steward_id:
        people = people_of([community.steward_id], "run_communities", event)
        path = address("community:members", community.slug)
        Notification.tell(people, event, path, company=company.name, title=community.name)


@subscribe("membership.ended")
def membership_ended(event: Event) -> None:
    """A person was taken out of a company; who left by their own will knows."""
    user = User.objects.filter(pk=event.payload.get("user") or 0, is_active=True).exclude(pk=event.user_id or 0).first()
    company = Company.objects.filter(pk=event.payload.get("company") or 0).first()
    if user and company:
        Notification.tell([user], event, address("my:home"), company=company.name)


@subscribe("handover.offered", "handover.declined")
def handover_asked(event: Event) -> None:
    """Who is asked to take a company over, and who asked when they will not; acting for it comes first."""
    handover = Handover.objects.select_related("company", "giver", "receiver").filter(pk=event.subject_id or 0).first()
    if handover is None:
        return
    offered = event.kind == "handover.offered"
    if offered and not handover.is_open:
        return
    people = people_of([handover.company_id], "view").filter(pk=handover.receiver_id if offered else handover.giver_id)
    path = f"{address('companies:handover', handover.ref)}?as={handover.company.slug}"
    person = str(handover.giver if offered else handover.receiver)
    Notification.tell(people, event, path, company=handover.company.name, person=person)


def find_member(event: Event) -> CommunityMember | None:
    return CommunityMember.objects.select_related("community", "company").filter(pk=event.subject_id or 0).first()


@subscribe("thread.started")
def thread_started(event: Event) -> None:
    """Everybody in the community's companies who takes part in communities."""
    thread = Thread.objects.select_related("community", "company").filter(pk=event.subject_id or 0).first()
    if thread:
        people = people_of(members_of(thread.community), "join_communities", event)
        tell_of_thread(thread, people, event, path_of(thread), thread.company.name)


@subscribe("post.written")
def post_written(event: Event) -> None:
    """Those who wrote in the thread and are still members; one unread word about it is enough."""
    posts = Post.objects.select_related("thread__community", "company")
    post = posts.filter(pk=event.subject_id or 0, number__gt=1).first()
    if post is None:
        return
    thread = post.thread
    told = Notification.objects.unread().pointing_to(path_of(thread)).values("user_id")
    people = people_of(members_of(thread.community), "join_communities", event)
    writers = people.filter(pk__in=thread.posts.values("user_id")).exclude(pk__in=told)
    tell_of_thread(thread, writers, event, path_of(post), post.company.name)


def members_of(community: Community) -> Any:
    return community.members.filter(state=CommunityMember.State.ACTIVE).values_list("company_id", flat=True)


def tell_of_thread(thread: Thread, people: Any, event: Event, path: str, company: str) -> None:
    Notification.tell(people, event, path, company=company, title=thread.title, community=thread.community.name)


@subscribe("import.finished", "import.failed")
def import_finished(event: Event) -> None:
    """Who started it hears how it ended."""
    run = ImportRun.objects.filter(pk=event.subject_id or 0).first()
    user = User.objects.filter(pk=run.user_id, is_active=True).first() if run and run.user_id else None
    if run and user and user.memberships.filter(company_id=run.company_id).exists():
        kind = "import.failed" if run.state == ImportRun.State.FAILED else "import.finished"
        Notification.tell([user], event, address("catalog:import_run", run.ref), kind=kind, title=run.file_name)


@subscribe("notification.made")
def mail(event: Event) -> None:
    """The e-mail of one notification, unless it has gone out, was read meanwhile, or is not wanted."""
    rows = Notification.objects.select_related("user").select_for_update(of=("self",))
    notification = rows.filter(pk=event.subject_id or 0, mailed_at=None, read_at=None, user__is_active=True).first()
    if notification:
        send_mail_of(notification)
