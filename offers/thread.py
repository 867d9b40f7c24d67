"""The written record of an inquiry as one reader may see it: who wrote, as far as they have shown themselves."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext

from companies.models import Membership
from offers.models import Inquiry, InquiryContact, InquiryFile
from offers.models.inquiry_message import Entry, Side
from portal.core.actor import Actor


def role_name(role: str) -> str:
    """`Sales`; empty for none. A key to the API has no person behind it."""
    if role == "agent":
        return gettext("Intermediary")
    return str(dict(Membership.Role.choices).get(role, "")) if role != "token" else "API"


class Thread:
    """Everything that is read for one page, in a number of queries that does not grow with the words."""

    def __init__(self, inquiry: Inquiry, actor: Actor) -> None:
        self.inquiry, self.actor, self.side = inquiry, actor, inquiry.side_of(actor)
        self.contacts = list(InquiryContact.objects.visible_to(actor).filter(inquiry=inquiry).select_related("user"))
        self.messages = list(inquiry.messages.select_related("user", "mandate__agent"))
        files: dict[int, list[InquiryFile]] = defaultdict(list)
        for file in InquiryFile.objects.visible_to(actor).filter(inquiry=inquiry):
            file.inquiry = inquiry
            files[file.number].append(file)
        self.files = files

    def entries(self) -> list[Entry]:
        """The first question, then what followed."""
        one = self.inquiry
        first = self.entry(0, Side.BUYER, one.user, one.role, one.question, one.created_at, one.mandate)
        rest = [self.entry(m.number, m.side, m.user, m.role, m.body, m.created_at, m.mandate) for m in self.messages]
        return [first, *rest]

    def entry(self, number: int, side: str, user: Any, role: str, body: str, at: Any, mandate: Any = None) -> Entry:
        is_own = side == self.side
        named = side == Side.BUYER or self.inquiry.names_company_to(self.actor)
        company = (self.inquiry.buyer if side == Side.BUYER else self.inquiry.supplier) if named else None
        agent = mandate.agent if mandate and named else None
        person = str(user) if agent and user else self.person(user, role, is_own)
        return Entry(number, side, company, agent, person, body, at, self.files[number], is_own)

    def person(self, user: Any, role: str, is_own: bool) -> str:
        """Colleagues by name; of the other side the name if they share it, else the role alone."""
        if user is None:
            return role_name(role)
        if is_own:
            return str(user)
        shown = next((c.name for c in self.contacts if c.user_id == user.pk and not c.withdrawn_at and c.name), "")
        return shown or role_name(role)

    @property
    def theirs(self) -> list[InquiryContact]:
        """Whom of the other side one may reach."""
        return [one for one in self.contacts if one.side != self.side]

    @property
    def ours(self) -> list[InquiryContact]:
        """What people of one's own side show or have shown."""
        return [one for one in self.contacts if one.side == self.side]

    @property
    def mine(self) -> InquiryContact | None:
        return next((c for c in self.ours if c.user_id == self.actor.user_id and not c.withdrawn_at), None)


def usual_contact(actor: Actor) -> dict[str, Any]:
    """As this person chose last time; nobody's details are ticked for them the first time."""
    if actor.user is None:
        return {}
    last = InquiryContact.objects.filter(user=actor.user).order_by("-pk").first()
    if last is None:
        return {}
    return {"share_name": bool(last.name), "share_email": bool(last.email), "phone": last.phone}
