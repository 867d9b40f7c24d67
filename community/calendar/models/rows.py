"""Which events and registrations there are for whom."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from companies.models import Membership
from companies.permissions import POWERS
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.calendar.models.gathering import Gathering  # noqa: F401  # what a query set is of
    from community.calendar.models.registration import Registration  # noqa: F401  # the same

JOINING = [role for role, powers in POWERS.items() if "join_communities" in powers]


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")


class Audience(models.TextChoices):
    READERS = "readers", _("Everybody who may read this community")
    MEMBERS = "members", _("Members only")
    INVITED = "invited", _("Invited companies only")


class Place(models.TextChoices):
    """What a list is narrowed to."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class Coming(models.TextChoices):
    GOING = "going", _("coming")
    WAITING = "waiting", _("on the waiting list")
    WITHDRAWN = "withdrawn", _("not coming")


LIVE = (Coming.GOING, Coming.WAITING)


def houses_run_by(actor: Actor) -> Any:
    """The communities whose calendar the acting person keeps."""
    if not actor.may("run_communities"):
        return Community.objects.none().values("pk")
    run = CommunityMember.objects.active().filter(company_id=actor.company_id or 0, role=CommunityMember.Role.STEWARD)
    return run.values("community_id")


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, actor: Actor) -> "GatheringQuerySet":
        """Those of communities the actor may read; drafts for who keeps the calendar."""
        seen = self.filter(community__in=Community.objects.readable_by(actor))
        return seen.filter(~models.Q(state=State.DRAFT) | models.Q(community__in=houses_run_by(actor)))

    def listed(self) -> "GatheringQuerySet":
        return self.exclude(state=State.DRAFT)

    def upcoming(self) -> "GatheringQuerySet":
        """Those not over yet, the next one first."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "GatheringQuerySet":
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def narrowed(self, q: str = "", kind: str = "", where: str = "", month: date | None = None) -> "GatheringQuerySet":
        """`month` is its first day, by the clock of each event."""
        rows = self.filter(kind=kind) if kind else self
        rows = rows.filter(title__icontains=q) if q else rows
        if where:
            rows = rows.filter(is_online=True) if where == Place.ONLINE else rows.exclude(place="")
        if month:
            rows = rows.filter(starts_on__gte=month, starts_on__lt=(month + timedelta(days=32)).replace(day=1))
        return rows

    def for_cards(self) -> "GatheringQuerySet":
        return self.select_related("community")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, actor: Actor) -> "RegistrationQuerySet":
        """A person's own, those of colleagues for who manages people, and all for who keeps the calendar."""
        if actor.company is None:
            return self.none()
        seen = self.filter(gathering__community__in=Community.objects.readable_by(actor))
        own = models.Q(user_id=actor.user_id or 0, company_id=actor.company_id)
        if actor.may("manage_people"):
            own |= models.Q(company_id=actor.company_id)
        return seen.filter(own | models.Q(gathering__community__in=houses_run_by(actor)))

    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=LIVE)

    def going(self) -> "RegistrationQuerySet":
        return self.filter(state=Coming.GOING)

    def waiting(self) -> "RegistrationQuerySet":
        """In the order in which they get a place that becomes free."""
        return self.filter(state=Coming.WAITING).order_by("queued_at", "pk")

    def ahead(self) -> "RegistrationQuerySet":
        rows = self.live().filter(gathering__state=State.PUBLISHED, gathering__ends_at__gt=timezone.now())
        return rows.order_by("gathering__starts_at", "pk")

    def welcome(self) -> "RegistrationQuerySet":
        """Whose person still acts for the company, and whose company is still let in."""
        place = Membership.objects.filter(
            user=models.OuterRef("user"), company=models.OuterRef("company"), role__in=JOINING
        )
        member = CommunityMember.objects.active().filter(
            community=models.OuterRef("gathering__community"), company=models.OuterRef("company")
        )
        invitation: Any = apps.get_model("community", "GatheringInvitation")  # defined above this module
        invited = invitation._default_manager.filter(
            gathering=models.OuterRef("gathering"), company=models.OuterRef("company")
        )
        is_open = models.Q(gathering__community__visibility=Community.Visibility.PUBLIC)
        is_in, was_asked = models.Q(models.Exists(member)), models.Q(models.Exists(invited))
        by_audience = models.Q(gathering__audience=Audience.READERS) & (is_open | is_in)
        by_audience |= models.Q(gathering__audience=Audience.MEMBERS) & is_in
        by_audience |= models.Q(gathering__audience=Audience.INVITED) & was_asked & (is_open | is_in)
        rows = self.filter(models.Exists(place), by_audience)
        return rows.filter(user__is_active=True, company__is_active=True)

    def for_lists(self) -> "RegistrationQuerySet":
        return self.select_related("user", "company", "gathering__community")
