"""The companies in an initiative: who asked, who was invited, who is in, and who has gone."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.initiatives import permissions as rules
from community.initiatives.models.initiative import Initiative
from community.initiatives.models.initiative_rows import OPEN
from community.permissions import can_run_community
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked


class InitiativePartnerQuerySet(models.QuerySet["InitiativePartner"]):
    def inside(self) -> "InitiativePartnerQuerySet":
        return self.filter(role=InitiativePartner.Role.PARTNER)

    def pending(self) -> "InitiativePartnerQuerySet":
        return self.filter(role__in=(InitiativePartner.Role.ASKED, InitiativePartner.Role.INVITED))

    def concerned(self) -> "InitiativePartnerQuerySet":
        """Those who want to hear of it."""
        return self.exclude(role__in=(InitiativePartner.Role.DECLINED, InitiativePartner.Role.LEFT))

    def for_cards(self) -> "InitiativePartnerQuerySet":
        return self.select_related("company").order_by("since", "pk")


class InitiativePartner(models.Model):
    """One company's place in one initiative; every change holds the lock of the initiative's row.

    `share` is what it takes on in a few words, `words` what it says to the others, `since` when it came in.
    """

    class Role(models.TextChoices):
        PARTNER = "partner", _("Partner")
        ASKED = "asked", _("Asks to join")
        INVITED = "invited", _("Invited")
        INTERESTED = "interested", _("Interested")
        DECLINED = "declined", _("Declined")
        LEFT = "left", _("Left")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="partners")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role)
    share = models.CharField(_("share"), max_length=160, blank=True)
    words = models.TextField(_("words"), max_length=1000, blank=True)
    since = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(default=timezone.now)

    objects = InitiativePartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "company"], name="initiative_partner_once"),
            models.CheckConstraint(
                condition=~models.Q(role="partner") | models.Q(since__isnull=False), name="initiative_partner_since"
            ),
        ]
        indexes = [models.Index(fields=["company", "role"], name="initiative_partner_company")]

    def __str__(self) -> str:
        return f"{self.company} in {self.initiative}"

    @property
    def is_inside(self) -> bool:
        return self.role == self.Role.PARTNER

    @property
    def is_lead(self) -> bool:
        return self.is_inside and self.company_id == self.initiative.lead_id

    # coming in

    @classmethod
    def ask(cls, initiative: Initiative, by: Actor, words: str = "", share: str = "") -> "InitiativePartner":
        """The acting company wants in: at once where the lead lets members in or has invited it, else it asks.

        Raises Refused when it is full or closed. A company that was declined may be invited, not ask again.
        """
        with locked(initiative, *OPEN):
            require(rules.can_join_initiative(by, initiative), _("Your company cannot join this initiative."))
            place = cls.place_of(initiative, by.company_id)
            if place.role == cls.Role.DECLINED:
                raise Refused(_("The lead has declined your company. Write to them if you think that is a mistake."))
            place.say(by, words, share)
            if initiative.joins_at_once or place.role == cls.Role.INVITED:
                place.come_in(by)
            elif place.role != cls.Role.ASKED:
                require_looking(initiative)
                place.become(cls.Role.ASKED)
                record("initiative.asked", initiative, by=by)
        return place

    @classmethod
    def follow(cls, initiative: Initiative, by: Actor) -> "InitiativePartner":
        """Interested: it hears of what happens, and promises nothing."""
        with locked(initiative, *OPEN):
            require(rules.can_join_initiative(by, initiative), _("Your company cannot follow this initiative."))
            place = cls.place_of(initiative, by.company_id)
            if place.role == cls.Role.DECLINED:
                raise Refused(_("The lead has declined your company. Write to them if you think that is a mistake."))
            if place.pk is None or place.role == cls.Role.LEFT:
                place.user = by.user
                place.become(cls.Role.INTERESTED)
                record("initiative.followed", initiative, by=by)
        return place

    @classmethod
    def invite(cls, initiative: Initiative, company: Company, by: Actor, words: str = "") -> "InitiativePartner":
        """The lead asks a member of the community in; a company that has asked comes in by that."""
        with locked(initiative, *OPEN):
            require(rules.can_lead_initiative(by, initiative), _("Only the company that leads it invites."))
            if initiative.community.role_of(company.pk) in ("", "observer"):
                raise Refused(_("%(company)s is no member of this community.") % {"company": company})
            place = cls.place_of(initiative, company.pk)
            if place.role == cls.Role.ASKED:
                place.come_in(by)
            elif place.role not in (cls.Role.PARTNER, cls.Role.INVITED):
                require_looking(initiative)
                place.words = words or place.words
                place.become(cls.Role.INVITED)
                record("initiative.invited", initiative, by=by, company=company.pk)
        return place

    def accept(self, by: Actor) -> None:
        """Asked → in, by the lead."""
        with locked(self.initiative, *OPEN), locked(self, self.Role.ASKED, field="role"):
            require(rules.can_lead_initiative(by, self.initiative), _("Only the company that leads it lets others in."))
            if self.initiative.community.role_of(self.company_id) in ("", "observer"):
                raise Refused(_("%(company)s is no member of this community.") % {"company": self.company})
            self.come_in(by)

    def decline(self, by: Actor) -> None:
        """A request, by the lead; an invitation, by the invited company, which may change its mind later."""
        with locked(self.initiative, *OPEN), locked(self, self.Role.ASKED, self.Role.INVITED, field="role"):
            is_ours = self.role == self.Role.INVITED and rules.can_answer_for_partner(by, self)
            allowed = is_ours or rules.can_lead_initiative(by, self.initiative)
            require(allowed, _("Only the lead, or the invited company, may decline."))
            self.become(self.Role.LEFT if is_ours else self.Role.DECLINED)
            record("initiative.declined", self.initiative, by=by, company=self.company_id)

    # while in, and going

    def promise(self, by: Actor, share: str, words: str) -> None:
        """What it takes on, in its own words."""
        with locked(self.initiative, *OPEN, Initiative.State.UNDER_WAY), locked(self):
            require(rules.can_answer_for_partner(by, self) and self.is_inside, _("Only a partner says its share."))
            self.say(by, words, share)
            self.save(update_fields=["share", "words", "user"])
            record("initiative.share_said", self.initiative, by=by)

    def leave(self, by: Actor, reason: str = "") -> None:
        """It goes, or takes back that it asked or was interested. Raises Refused for the lead, and after the start
        without a reason: others have counted on it.
        """
        here = (self.Role.PARTNER, self.Role.ASKED, self.Role.INVITED, self.Role.INTERESTED)
        with locked(self.initiative, *OPEN, Initiative.State.UNDER_WAY), locked(self, *here, field="role"):
            require(rules.can_answer_for_partner(by, self), _("Only the company itself may leave."))
            if self.is_lead:
                raise Refused(_("The lead cannot leave: hand the initiative over first, or give it up."))
            if self.is_inside and self.initiative.started_at and not reason:
                raise Refused(_("It has started: tell the others why you leave."))
            self.go(by, reason)

    def remove(self, by: Actor, reason: str) -> None:
        """The lead takes a partner out before the start; afterwards only the steward does."""
        with locked(self.initiative, *OPEN, Initiative.State.UNDER_WAY), locked(self, self.Role.PARTNER, field="role"):
            initiative = self.initiative
            allowed = rules.can_settle_lead(by, initiative)
            allowed = allowed and (initiative.is_open or can_run_community(by, initiative.community))
            require(allowed, _("The lead takes partners out before the start, the steward also later."))
            if self.is_lead:
                raise Refused(_("The lead cannot be taken out: let another partner lead first."))
            self.go(by, reason, is_removed=True)

    def go(self, by: Actor | None, reason: str, is_removed: bool = False) -> None:
        """Out, in the transaction of a caller that holds both locks; who was taken out comes back when invited only."""
        was_inside = self.is_inside
        self.become(self.Role.DECLINED if is_removed else self.Role.LEFT)
        self.initiative.steps.filter(company=self.company_id, done_at=None).update(company=None)
        if was_inside:
            kind = "initiative.removed" if is_removed else "initiative.left"
            record(kind, self.initiative, by=by, company=self.company_id, reason=reason[:500])
        self.initiative.settle(by)

    # what the verbs are made of

    @classmethod
    def place_of(cls, initiative: Initiative, company_id: int) -> "InitiativePartner":
        found = cls.objects.filter(initiative=initiative, company=company_id).first()
        return found or cls(initiative=initiative, company_id=company_id, role="")

    def say(self, by: Actor, words: str, share: str) -> None:
        self.user, self.words, self.share = by.user, words or self.words, share or self.share

    def become(self, role: str, since: datetime | None = None) -> None:
        self.role, self.moved_at, self.since = role, timezone.now(), since
        self.save()

    def come_in(self, by: Actor) -> None:
        require_looking(self.initiative)
        self.become(self.Role.PARTNER, since=timezone.now())
        record("initiative.joined", self.initiative, by=by, company=self.company_id)
        self.initiative.settle(by)


def require_looking(initiative: Initiative) -> None:
    """Raises Refused when it is full, or when the day has passed until which it looked for partners."""
    if initiative.is_full:
        raise Refused(_("It is full: %(most)s companies are in.") % {"most": initiative.most})
    if not initiative.is_looking:
        raise Refused(_("It does not look for partners any more."))


def leave_for_good(community: Any) -> None:
    """Companies that are no members of `community` any more leave what is still live in it.

    The partner who has been in longest leads then; where none is left, the initiative is given up.
    """
    members = community.members.active().values("company_id")
    gone = InitiativePartner.objects.concerned().filter(initiative__community=community).exclude(company__in=members)
    for initiative in Initiative.objects.live().filter(pk__in=gone.values("initiative")).order_by("pk"):
        with locked(initiative):
            if initiative.is_live:
                take_out(initiative, list(gone.filter(initiative=initiative)), members)


def take_out(initiative: Initiative, places: list[InitiativePartner], members: Any) -> None:
    heirs = initiative.partners.inside().filter(company__in=members).for_cards()
    if initiative.lead_id in {place.company_id for place in places}:
        heir = heirs.first()
        if heir is None:
            initiative.end(None, str(_("The company that led it has left the community.")))
            return
        initiative.give_lead(heir.company)
    for place in places:
        place.initiative = initiative
        place.go(None, "")
