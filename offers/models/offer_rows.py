"""Questions about offers: which there are, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from companies.models import Company
from portal.core.actor import Actor
from portal.core.circles import circle_keys

if TYPE_CHECKING:
    from offers.models.offer import Offer  # noqa: F401  (its rows)

MANY = 1000  # companies of a name beyond which they are not counted up one by one
SHOWN = ("open", "expired", "filled")  # the states that others than the company itself may see


class Visibility(models.TextChoices):
    """Who an offer is for."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Signed-in companies")
    CIRCLE = "circle", _("The members of one community")
    NAMED = "named", _("Companies we choose")


def shown_to(actor: Actor) -> Q:
    """What the reader's company may see of others, by its memberships of this moment."""
    public = Q(visibility=Visibility.PUBLIC)
    if actor.company is None or not actor.company.is_active:
        return public
    named = OfferReader.objects.filter(company_id=actor.company_id).values("offer_id")
    seen = public | Q(visibility=Visibility.MEMBERS) | Q(visibility=Visibility.NAMED, pk__in=named)
    keys = circle_keys(actor)
    return seen | Q(visibility=Visibility.CIRCLE, circle__in=keys) if keys else seen


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, today: date | None = None) -> "OfferQuerySet":
        """Published and not past their last day, whether or not the clock job has marked them yet."""
        return self.filter(state="open", valid_until__gte=today or timezone.localdate(), company__is_active=True)

    def visible_to(self, actor: Actor) -> "OfferQuerySet":
        """Those of active companies that were meant for the reader; a company's own in any state; all for staff."""
        if actor.is_staff:
            return self
        shown = Q(state__in=SHOWN, company__is_active=True) & shown_to(actor)
        return self.filter(shown | Q(company_id=actor.company_id)) if actor.company else self.filter(shown)

    def of(self, actor: Actor) -> "OfferQuerySet":
        """The acting company's own."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def named(self) -> "OfferQuerySet":
        """Those that say whose they are: the only ones to show beside a company's name."""
        return self.filter(is_anonymous=False)

    def public(self) -> "OfferQuerySet":
        """Those that everybody may see."""
        return self.filter(visibility=Visibility.PUBLIC)

    def in_categories(self, categories: list[Category]) -> "OfferQuerySet":
        return self.filter(below(categories))

    def saying(self, q: str) -> "OfferQuerySet":
        """Those in which every word occurs; a company's name does not find its anonymous offers.

        The companies are looked up first, so that the database can find offers by their words' index.
        """
        rows = self
        for word in q.split()[:8]:
            companies = list(Company.objects.filter(name__icontains=word).values_list("pk", flat=True)[: MANY + 1])
            named = Q(company__in=companies) if len(companies) <= MANY else Q(company__name__icontains=word)
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | named & Q(is_anonymous=False))
        return rows

    def under_the_name_of(self, slug: str) -> "OfferQuerySet":
        """A filter must not answer what the page keeps to itself, so anonymous ones are left out."""
        return self.named().filter(company__slug=slug)

    def counts_by(self, field: str) -> dict[str, int]:
        return dict(self.order_by().values_list(field).annotate(n=models.Count("pk")))

    def for_cards(self) -> "OfferQuerySet":
        return self.select_related("company", "category").prefetch_related("product__pictures", "pictures")

    def past_due(self) -> "OfferQuerySet":
        return self.filter(state="open", valid_until__lt=timezone.localdate())

    def ending(self, until: date) -> "OfferQuerySet":
        """Open ones that end by this day, of whose end nobody was reminded yet."""
        return self.open().filter(valid_until__lte=until).exclude(reminded_for=models.F("valid_until"))


def below(categories: list[Category]) -> Q:
    """In one of the categories, or in one below it."""
    inside = Q(pk__in=[])
    for category in categories:
        inside |= Q(category__path=category.path) | Q(category__path__startswith=f"{category.path}/")
    return inside


class OfferReader(models.Model):
    """A company that an offer for chosen companies is for."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="readers", db_index=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "company"], name="offer_reader_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.company_id}"


class OfferViews(models.Model):
    """How often others opened an offer: a number beside it, so that a look never waits for a change of the offer."""

    offer = models.OneToOneField("offers.Offer", models.CASCADE, related_name="looks")
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.number}"

    @classmethod
    def count(cls, offer: Any) -> None:
        """One more; who looked is not kept."""
        if not cls.objects.filter(offer=offer).update(number=models.F("number") + 1):
            OfferViews.objects.bulk_create([OfferViews(offer=offer, number=1)], ignore_conflicts=True)
