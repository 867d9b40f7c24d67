"""What a community shows of its members' products and offers: whose, and which first.

The catalogue itself is a search (search/houses.py): this package knows only who takes part, and what is in front.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from community.joint.permissions import can_feature, can_show_listings
from community.models.community import Community, CommunityMember
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

MOST_FEATURED = 12


def showing() -> "models.QuerySet[CommunityMember]":
    """Members whose listings stand under their community's roof: active, on the market, and not opted out.

    Observers look on; what they sell is not the community's.
    """
    members = CommunityMember.objects.active().filter(company__is_active=True)
    return members.exclude(role=CommunityMember.Role.OBSERVER).exclude(listing__is_shown=False)


def showing_in(community: Community) -> "models.QuerySet[CommunityMember]":
    return showing().filter(community=community)


class JointListing(models.Model):
    """A member's word on its listings; without a row they are shown."""

    member = models.OneToOneField(CommunityMember, models.CASCADE, related_name="listing")
    is_shown = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.member}: {self.is_shown}"

    @classmethod
    def choose(cls, member: CommunityMember, by: Actor, is_shown: bool) -> None:
        """The company shows its products and offers in the community's catalogue, or takes them out of it."""
        with locked(member, CommunityMember.State.ACTIVE):
            require(can_show_listings(by, member), _("Only the company itself decides where its listings are shown."))
            row, _is_new = cls.objects.get_or_create(member=member)
            if row.is_shown != is_shown:
                row.is_shown = is_shown
                row.save(update_fields=["is_shown"])
                record("membership.listings_chosen", member, by=by, company=member.company_id, is_shown=is_shown)


class FeaturedListingQuerySet(models.QuerySet["FeaturedListing"]):
    def visible_to(self, actor: Actor) -> "FeaturedListingQuerySet":
        return self.filter(community__in=Community.objects.readable_by(actor))


class FeaturedListing(models.Model):
    """A product or an offer that a steward puts in front; `number` is its key among its kind.

    It is shown only while its own rules let the reader see it and its company takes part.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product", _("Product")
        OFFER = "offer", _("Offer")

    community = models.ForeignKey(Community, models.CASCADE, related_name="featured")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()

    objects = FeaturedListingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "number"], name="featured_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST_FEATURED), name="featured_at_most_twelve"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["product", "offer"]), name="featured_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.number} in {self.community_id}"

    @classmethod
    def put(cls, community: Community, kind: str, number: int, company_id: int, by: Actor) -> "FeaturedListing":
        """Put it behind those that are featured; twice is once. Raises Refused where it does not belong or is too many.

        `company_id` is whose it is: the caller has read the row through `visible_to`.
        """
        with locked(community):
            require(can_feature(by, community), _("Only a steward chooses what is featured."))
            known = list(community.featured.all())
            for one in known:
                if (one.kind, one.number) == (kind, number):
                    return one
            if not showing_in(community).filter(company_id=company_id).exists():
                raise Refused(_("Its company does not show its listings in this community."))
            if len(known) >= MOST_FEATURED:
                raise Refused(_("At most %(n)s are featured. Take one out first.") % {"n": MOST_FEATURED})
            cls.number_anew(known)
            row = cls.objects.create(community=community, kind=kind, number=number, position=len(known) + 1)
            record("community.featured", community, by=by, listing=f"{kind}:{number}", company=company_id)
        return row

    def remove(self, by: Actor) -> None:
        with locked(self.community):
            require(can_feature(by, self.community), _("Only a steward chooses what is featured."))
            rest = list(self.community.featured.exclude(pk=self.pk))
            self.delete()
            self.number_anew(rest)
            record("community.unfeatured", self.community, by=by, listing=f"{self.kind}:{self.number}")

    def move(self, by: Actor, up: bool) -> None:
        """One place nearer to the front, or further back; at the end it stays where it is."""
        with locked(self.community):
            require(can_feature(by, self.community), _("Only a steward chooses what is featured."))
            rows = list(self.community.featured.all())
            at = next((place for place, one in enumerate(rows) if one.pk == self.pk), None)
            to = None if at is None else at + (-1 if up else 1)
            if at is None or to is None or not 0 <= to < len(rows):
                return
            rows[at], rows[to] = rows[to], rows[at]
            self.number_anew(rows)

    @staticmethod
    @transaction.atomic
    def number_anew(rows: "Iterable[Any]") -> None:
        """From 1, without gaps; the caller holds the community's lock."""
        for place, one in enumerate(rows, 1):
            if one.position != place:
                one.position = place
                one.save(update_fields=["position"])
