"""Turns events into notifications. Every handler re-reads the row, and tells nobody when it is gone.

How people are then told by e-mail is in notifications/delivery.py.
"""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from catalog.models import ImportRun
from community.models import Community, CommunityMember
from companies.models import ApiToken, Company, Handover, Impersonation, Membership, User, WebhookEndpoint
from consultations.models import Message, ReadMark, RoomMute
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
    """To whom it is assigned, else to everybody who may answer; what was put aside is told to nobody."""
    inquiry = Inquiry.objects.select_related("buyer", "offer").filter(pk=event.subject_id or 0).first()
    if inquiry and inquiry.is_sent and not inquiry.spam:
        people = answerers(inquiry, event)
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
    elif inquiry and not inquiry.spam:
        Notification.tell(answerers(inquiry, event), event, path_of(inquiry), title=inquiry.title)


def askers(inquiry: Inquiry, event: Event) -> Any:
    power = "sell" if inquiry.asks_a_buyer else "buy"
    return person_or_colleagues(inquiry.user_id, inquiry.buyer_id, power, event)


def answerers(inquiry: Inquiry, event: Event) -> Any:
    """To whom it is assigned, while they may answer; else all who may."""
    return person_or_colleagues(inquiry.assignee_id, inquiry.supplier_id, inquiry.power_to_answer, event)


@subscribe("offer.expired")
def offer_expired(event: Event) -> None:
    offer = Offer.objects.filter(pk=event.subject_id or 0, state=Offer.State.EXPIRED).first()
    if offer:
        people = person_or_colleagues(offer.user_id, offer.company_id, offer.side, event)
        Notification.tell(people, event, address("offers:renewal", offer.ref), title=offer.title)


@subscribe("message.posted")
def message_posted(event: Event) -> None:
    """Those who are not reading; who has been told of this consultation and has not looked yet, is told how many."""
    message = Message.objects.select_related("room", "company").filter(pk=event.subject_id or 0).first()
    if message is None or message.is_automatic:
        return
    path = path_of(message.room)
    reading = ReadMark.objects.filter(room=message.room, number__gte=message.number).values("user_id")
    companies = message.room.parties.here().values_list("company_id", flat=True)
    muted = RoomMute._default_manager.filter(room=message.room).values("user_id")
    named = message.mentions.values("user_id")  # they are told by mention_handlers.py
    people = people_of(companies, "talk", event).exclude(pk__in=reading).exclude(pk__in=named).exclude(pk__in=muted)
    company, title = message.company.name, message.room.title
    Notification.tell(people, event, path, patience=PATIENCE, fold=True, company=company, title=title)


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


def members_of(community: Community) -> Any:
    return community.members.filter(state=CommunityMember.State.ACTIVE).values_list("company_id", flat=True)


@subscribe("import.finished", "import.failed")
def import_finished(event: Event) -> None:
    """Who started it hears how it ended, as long as they are in the company."""
    run = ImportRun.objects.filter(pk=event.subject_id or 0).first()
    if run and run.user_id:
        people = people_of([run.company_id], "view").filter(pk=run.user_id)
        kind = "import.failed" if run.state == ImportRun.State.FAILED else "import.finished"
        Notification.tell(people, event, address("catalog:import_run", run.ref), kind=kind, title=run.file_name)


# -- people of a company --------------------------------------------------------------------------------------------


@subscribe("membership.added")
def membership_added(event: Event) -> None:
    """Those who look after the people of the company; the new one has just come in."""
    place = find_place(event)
    if place:
        people = people_of([place.company_id], "manage_people", event).exclude(pk=place.user_id)
        Notification.tell(people, event, "/my/people/", company=place.company.name, person=str(place.user))


@subscribe("membership.role_changed")
def membership_role_changed(event: Event) -> None:
    """The person whose role it is, unless they changed it themselves."""
    place = find_place(event)
    if place:
        people = people_of([place.company_id], "view", event).filter(pk=place.user_id)
        Notification.tell(people, event, address("my:home"), company=place.company.name)


@subscribe("membership.transferred")
def membership_transferred(event: Event) -> None:
    """Everybody who looks after the people of the company, and who handed it over."""
    company = company_of(event)
    if company:
        Notification.tell(people_of([company.pk], "manage_people"), event, "/my/people/", company=company.name)


@subscribe("membership.ended")
def membership_ended(event: Event) -> None:
    """A person was taken out of a company; who left by their own will knows."""
    user = User.objects.filter(pk=event.payload.get("user") or 0, is_active=True).exclude(pk=event.user_id or 0).first()
    company = Company.objects.filter(pk=event.payload.get("company") or 0).first()
    if user and company:
        Notification.tell([user], event, address("my:home"), company=company.name)


def find_place(event: Event) -> Membership | None:
    return Membership.objects.select_related("company", "user").filter(pk=event.subject_id or 0).first()


# -- the company and its keys ---------------------------------------------------------------------------------------


@subscribe("api_token.issued", "api_token.revoked")
def api_token_changed(event: Event) -> None:
    """Those who may make keys, whoever did it: a key that nobody knows of is how a company is robbed."""
    company = company_of(event)
    if company and (event.kind != "api_token.issued" or ApiToken.objects.filter(pk=event.subject_id or 0).exists()):
        Notification.tell(people_of([company.pk], "manage_tokens"), event, "/my/tokens/", company=company.name)


@subscribe("webhook.added", "webhook.moved", "webhook.stopped")
def webhook_changed(event: Event) -> None:
    """Those who may set them up, whoever did it: what leads out of a company is known to all of them."""
    endpoint = WebhookEndpoint.objects.select_related("company").filter(pk=event.subject_id or 0).first()
    if endpoint and (event.kind != "webhook.stopped" or endpoint.state == WebhookEndpoint.State.STOPPED):
        people = people_of([endpoint.company_id], "manage_webhooks")
        Notification.tell(people, event, path_of(endpoint), company=endpoint.company.name, title=endpoint.host)


@subscribe("company.suspended", "company.restored", "company.appeal_answered")
def company_standing(event: Event) -> None:
    """All its people, whatever their role: what they can do has changed for each of them."""
    company = Company.objects.filter(pk=event.subject_id or 0).first()
    if company and company.is_active == (event.kind == "company.restored"):
        Notification.tell(people_of([company.pk], "view"), event, address("companies:suspension"), company=company.name)


@subscribe("company.merged")
def company_merged(event: Event) -> None:
    """The people of both are now those of the kept one."""
    company = Company.objects.filter(pk=event.subject_id or 0, is_active=True).first()
    if company and event.payload.get("lost"):
        title = str(event.payload.get("name", ""))
        people = people_of([company.pk], "view")
        Notification.tell(people, event, address("my:home"), company=company.name, title=title)


@subscribe("impersonation.ended")
def impersonation_ended(event: Event) -> None:
    """The person is told afterwards, with the reason, whoever ended it."""
    look = Impersonation.objects.select_related("person").filter(pk=event.subject_id or 0).first()
    if look and look.person.is_active:
        path = address("my:home")
        minutes = str(look.minutes)
        Notification.tell([look.person], event, path, minutes=minutes, reason=look.reason, ticket=look.ticket)


def company_of(event: Event) -> Company | None:
    """The company that the event's subject belongs to, else the one it names, never just the one that did it."""
    try:
        model = apps.get_model(event.subject_type)
    except (LookupError, ValueError):
        model = None
    row = model._base_manager.filter(pk=event.subject_id or 0).first() if model else None
    pk = row.pk if isinstance(row, Company) else getattr(row, "company_id", None) or event.payload.get("company")
    return Company.objects.filter(pk=pk if isinstance(pk, int) else 0).first()
