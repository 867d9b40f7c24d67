"""Shortlists: products that a company considers, shared by its people, with notes and the price as it was then."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.permissions import can_edit_shortlists
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.timed import every

if TYPE_CHECKING:
    from catalog.models import Product

MOST_LISTS, MOST_ITEMS = 50, 500
KEPT = timedelta(days=30)  # how long what was deleted can be had back
REFUSAL = _("Your role may not change shortlists. Owners, managers and buyers of your company may.")


class NameTaken(Refused):
    """The company has another list of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Your company already has a shortlist “%(name)s”.") % {"name": name})


class ShortlistQuerySet(models.QuerySet["Shortlist"]):
    def visible_to(self, actor: Actor) -> "ShortlistQuerySet":
        """Those of the acting company, for everybody in it; nobody else's, whoever they are."""
        return self.filter(company_id=actor.company_id, deleted_at=None) if actor.company else self.none()

    def deleted(self, actor: Actor) -> "ShortlistQuerySet":
        """Those that the company can still have back."""
        return self.filter(company_id=actor.company_id).exclude(deleted_at=None) if actor.company else self.none()

    def with_counts(self) -> "ShortlistQuerySet":
        items = models.Q(items__removed_at=None, items__isnull=False)
        return self.annotate(item_count=models.Count("items", filter=items)).select_related("created_by")


class Shortlist(models.Model):
    """A named list of products; everybody in the company reads it, who may buy changes it."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="shortlists")
    name = models.CharField(_("name"), max_length=120)
    note = models.CharField(_("what it is for"), max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlist")
        verbose_name_plural = _("shortlists")
        constraints = [
            models.UniqueConstraint(
                "company", Lower("name"), condition=models.Q(deleted_at=None), name="shortlist_name_once"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="shortlist_has_name"),
        ]
        indexes = [models.Index(fields=["company", "-updated_at", "-id"], name="shortlist_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:shortlist", args=[self.ref])

    @classmethod
    def begin(cls, by: Actor, name: str, note: str = "") -> "Shortlist":
        """A new list. Raises NameTaken, and Refused when the company has fifty already."""
        require(bool(by.company) and can_edit_shortlists(by, by.company_id), REFUSAL)
        with transaction.atomic():
            # The company's row is the lock: two who make the fiftieth at once must not make fifty-one.
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            mine = cls.objects.visible_to(by)
            if mine.filter(name__iexact=name).exists():
                raise NameTaken(name)
            if mine.count() >= MOST_LISTS:
                raise Refused(_("Up to %(most)s shortlists, please. Delete one first.") % {"most": MOST_LISTS})
            found = cls(ref=new_ref("L"), company=by.company, name=name, note=note, created_by=by.user)
            found.save_unless_taken()
            record("shortlist.created", found, by=by)
        return found

    @classmethod
    def usual(cls, by: Actor, name: str) -> "Shortlist":
        """The list changed last, which one click saves to; the first one is made, under `name`, when it is needed."""
        newest = cls.objects.visible_to(by).order_by("-updated_at", "-pk").first()
        try:
            return newest or cls.begin(by, name)
        except NameTaken:  # a colleague's first click came in between
            return cls.objects.visible_to(by).get(name__iexact=name)

    def save_unless_taken(self, **options: Any) -> None:
        """The unique constraint decides between two who take the same name at once."""
        try:
            with transaction.atomic():
                self.save(**options)
        except IntegrityError as problem:
            if "shortlist_name_once" in str(problem):
                raise NameTaken(self.name) from None
            raise

    @property
    def present(self) -> "ShortlistItemQuerySet":
        """What is on it now."""
        return ShortlistItem.objects.filter(shortlist=self, removed_at=None)

    def allow(self, by: Actor) -> None:
        require(can_edit_shortlists(by, self.company_id), REFUSAL)
        if self.deleted_at is not None:
            raise Refused(_("This shortlist was deleted meanwhile. Nothing was changed."))

    def touch(self) -> None:
        self.updated_at = timezone.now()
        self.save(update_fields=["updated_at"])

    def rename(self, by: Actor, name: str, note: str) -> None:
        """Raises NameTaken."""
        with locked(self):
            self.allow(by)
            if Shortlist.objects.visible_to(by).filter(name__iexact=name).exclude(pk=self.pk).exists():
                raise NameTaken(name)
            self.name, self.note, self.updated_at = name, note, timezone.now()
            self.save_unless_taken(update_fields=["name", "note", "updated_at"])
            record("shortlist.changed", self, by=by)

    def add(self, by: Actor, product: "Product", note: str = "", quantity: Decimal | None = None) -> "ShortlistItem":
        """Put a product at the end; one that is there already stays as it is, and its item is given back.

        Raises Refused when the list is full.
        """
        with locked(self):
            self.allow(by)
            known = self.present.filter(product=product).first()
            if known is not None:
                return known
            if self.present.count() >= MOST_ITEMS:
                raise Refused(
                    _("“%(list)s” is full: a shortlist holds up to %(most)s products.")
                    % {"list": self.name, "most": MOST_ITEMS}
                )
            last = self.present.aggregate(last=models.Max("position"))["last"] or 0
            item = ShortlistItem(ref=new_ref("S"), shortlist=self, position=last + 1, added_by=by.user)
            item.describe(product, note, quantity)
            item.save()
            self.touch()
            record("shortlist.item_added", self, by=by, product=product.pk)
        return item

    def delete_softly(self, by: Actor) -> None:
        """Out of sight; for thirty days it can be had back."""
        with locked(self):
            self.allow(by)
            self.deleted_at = timezone.now()
            self.save(update_fields=["deleted_at"])
            record("shortlist.deleted", self, by=by)

    def restore(self, by: Actor) -> None:
        """Undo a deletion. Raises NameTaken when another list has its name by now; once restored it stays so."""
        with locked(self):
            require(can_edit_shortlists(by, self.company_id), REFUSAL)
            if self.deleted_at is None:
                return
            if Shortlist.objects.visible_to(by).count() >= MOST_LISTS:
                raise Refused(_("Up to %(most)s shortlists, please. Delete one first.") % {"most": MOST_LISTS})
            self.deleted_at = None
            self.save_unless_taken(update_fields=["deleted_at"])
            record("shortlist.restored", self, by=by)


class ShortlistItemQuerySet(models.QuerySet["ShortlistItem"]):
    def visible_to(self, actor: Actor) -> "ShortlistItemQuerySet":
        """Items of the acting company's lists, the removed ones too: they can be had back."""
        if not actor.company:
            return self.none()
        return self.filter(shortlist__company_id=actor.company_id, shortlist__deleted_at=None)

    def for_rows(self) -> "ShortlistItemQuerySet":
        """With all that a row of the list shows, in a fixed number of queries."""
        parts = ("product__texts", "product__price_tiers", "product__pictures")
        return self.select_related("added_by", "product__company", "product__category").prefetch_related(*parts)

    def matching(self, q: str) -> "ShortlistItemQuerySet":
        """`q` in the title, the SKU, the company's name or the note."""
        if not q:
            return self
        found = models.Q(title__icontains=q) | models.Q(note__icontains=q) | models.Q(sku__icontains=q)
        return self.filter(found | models.Q(company_name__icontains=q))


@dataclass(frozen=True)
class PriceChange:
    """The price when the product was added and the price for the same quantity now; None: not stated."""

    then: Money | None
    now: Money | None

    @property
    def percent(self) -> Decimal | None:
        """By how much it rose (or, below zero, fell), to a tenth of a percent."""
        if self.then is None or self.now is None or not self.then.amount:
            return None
        return ((self.now.amount / self.then.amount - 1) * 100).quantize(Decimal("0.1"))

    @property
    def is_rise(self) -> bool:
        return self.then is not None and self.now is not None and self.now.amount > self.then.amount


class ShortlistItem(models.Model):
    """A product on a list. What it was called and cost when it was added stays, whatever becomes of the product."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    shortlist = models.ForeignKey(Shortlist, models.CASCADE, related_name="items")
    product = models.ForeignKey("catalog.Product", models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=300)
    sku = models.CharField(max_length=64)
    company_name = models.CharField(max_length=120)
    note = models.CharField(_("note"), max_length=500, blank=True)
    quantity = models.DecimalField(
        _("quantity wanted"), max_digits=14, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    position = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    price_quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    price_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    price_currency = models.CharField(max_length=3, blank=True)

    objects = ShortlistItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("product on a shortlist")
        verbose_name_plural = _("products on shortlists")
        constraints = [
            models.UniqueConstraint(
                fields=["shortlist", "product"], condition=models.Q(removed_at=None), name="shortlist_product_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | models.Q(quantity__gt=0), name="shortlist_quantity_positive"
            ),
        ]
        indexes = [models.Index(fields=["shortlist", "position"], name="shortlist_order")]

    def __str__(self) -> str:
        return self.title

    def describe(self, product: "Product", note: str, quantity: Decimal | None) -> None:
        """What the product is and costs today: for the quantity wanted, else for the smallest one."""
        self.product, self.note, self.quantity = product, note, quantity
        self.title, self.sku, self.company_name = product.title[:300], product.sku, product.company.name
        first = product.starting_price
        if first is not None:
            price = product.price_for(quantity, first.currency) if quantity else None
            self.price_quantity = quantity if price is not None else first.min_quantity
            self.price_amount = price.amount if price is not None else first.amount
            self.price_currency = first.currency

    @property
    def is_offered(self) -> bool:
        """Whether the product can still be seen on the market."""
        return self.product is not None and self.product.is_published and self.product.company.is_active

    @property
    def current_title(self) -> str:
        return self.product.title if self.product is not None and self.is_offered else self.title

    @property
    def price_then(self) -> Money | None:
        return Money(self.price_amount, self.price_currency) if self.price_amount is not None else None

    @property
    def price_now(self) -> Money | None:
        """For the same quantity in the same currency; what was on request then has today's first price."""
        if self.product is None or not self.is_offered:
            return None
        if self.price_quantity is None:
            first = self.product.starting_price
            return first.unit_price if first else None
        return self.product.price_for(self.price_quantity, self.price_currency)

    @property
    def price_change(self) -> PriceChange | None:
        """None while the price is what it was, or the product is not offered any more."""
        change = PriceChange(self.price_then, self.price_now)
        return change if self.is_offered and change.then != change.now else None

    def annotate(self, by: Actor, note: str, quantity: Decimal | None) -> None:
        """Change note and quantity; the price then stays that of the day it was added."""
        with locked(self.shortlist):
            self.shortlist.allow(by)
            self.refresh_unless_removed()
            self.note, self.quantity = note, quantity
            self.save(update_fields=["note", "quantity"])
            self.shortlist.touch()
            record("shortlist.changed", self.shortlist, by=by)

    def refresh_unless_removed(self) -> None:
        self.refresh_from_db(fields=["removed_at", "position"])
        if self.removed_at is not None:
            raise Refused(_("A colleague has taken this product off the list meanwhile. Nothing was changed."))

    def move(self, by: Actor, where: str) -> None:
        """`up`, `down`, `top` or `bottom` among those that are on the list; at the end of it nothing changes."""
        with locked(self.shortlist):
            self.shortlist.allow(by)
            self.refresh_unless_removed()
            order = list(self.shortlist.present.order_by("position", "pk"))
            here = next(place for place, item in enumerate(order) if item.pk == self.pk)
            there = {"up": here - 1, "down": here + 1, "top": 0}.get(where, len(order) - 1)
            order.insert(max(0, there), order.pop(here))
            for place, item in enumerate(order, start=1):
                item.position = place
            ShortlistItem.objects.bulk_update(order, ["position"])
            self.shortlist.touch()
            record("shortlist.changed", self.shortlist, by=by)

    def move_to(self, by: Actor, other: Shortlist) -> None:
        """To the end of another list of the company, with note, quantity and the price then.

        Raises Refused when the product is on that list already, or the list is full.
        """
        with transaction.atomic():
            for one in sorted((self.shortlist, other), key=lambda one: one.pk):
                Shortlist.objects.select_for_update(no_key=True).get(pk=one.pk)
            other.refresh_from_db()
            self.shortlist.allow(by)
            other.allow(by)
            self.refresh_unless_removed()
            if other.present.filter(product=self.product).exclude(product=None).exists():
                raise Refused(_("“%(title)s” is on “%(list)s” already.") % {"title": self.title, "list": other.name})
            if other.present.count() >= MOST_ITEMS:
                raise Refused(
                    _("“%(list)s” is full: a shortlist holds up to %(most)s products.")
                    % {"list": other.name, "most": MOST_ITEMS}
                )
            self.position = (other.present.aggregate(last=models.Max("position"))["last"] or 0) + 1
            self.shortlist = other
            self.save(update_fields=["shortlist", "position"])
            other.touch()
            record("shortlist.changed", other, by=by)

    def remove(self, by: Actor) -> None:
        """Off the list; for thirty days it can be put back."""
        with locked(self.shortlist):
            self.shortlist.allow(by)
            self.refresh_unless_removed()
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])
            self.shortlist.touch()
            record("shortlist.item_removed", self.shortlist, by=by, product=self.product_id)

    def put_back(self, by: Actor) -> None:
        """Undo a removal, at its old place; done twice, or added anew meanwhile, it is simply there."""
        with locked(self.shortlist):
            self.shortlist.allow(by)
            self.refresh_from_db()
            if self.removed_at is None:
                return
            if self.product is not None and self.shortlist.present.filter(product=self.product).exists():
                return
            if self.shortlist.present.count() >= MOST_ITEMS:
                raise Refused(
                    _("“%(list)s” is full: a shortlist holds up to %(most)s products.")
                    % {"list": self.shortlist.name, "most": MOST_ITEMS}
                )
            self.removed_at = None
            self.save(update_fields=["removed_at"])
            self.shortlist.touch()
            record("shortlist.item_added", self.shortlist, by=by, product=self.product_id)


@every(hours=24)
def forget_deleted() -> None:
    """What was deleted a month ago cannot be had back any more."""
    before = timezone.now() - KEPT
    Shortlist.objects.filter(deleted_at__lt=before).delete()
    ShortlistItem.objects.filter(removed_at__lt=before).delete()
