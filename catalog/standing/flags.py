"""Flags: what a moderator should look at in a listing. Those of prohibited goods hold it, those of prices do not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.specs.told import in_every_language
from catalog.standing.goods import Findings, findings, group_name
from catalog.standing.permissions import can_review_listing
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require
from portal.core.states import locked

if TYPE_CHECKING:
    from catalog.products import Product

DENIALS = frozenset(
    {"", "-", "no", "none", "not", "n/a", "false", "0", "free", "아니요", "아니오", "없음", "무", "불포함"}
)


class ProductFlagQuerySet(models.QuerySet["ProductFlag"]):
    def unresolved(self) -> "ProductFlagQuerySet":
        return self.filter(state=ProductFlag.State.OPEN)

    def of_goods(self) -> "ProductFlagQuerySet":
        return self.filter(kind=ProductFlag.Kind.GOODS)


class ProductFlag(models.Model):
    """Open → cleared by staff, or gone by itself when the listing no longer gives cause.

    `terms` are what was found and not yet looked at; what staff have cleared (`cleared_terms`) opens it no more.
    For prices the term is the price itself, and `figures` say how it compares.
    """

    class Kind(models.TextChoices):
        GOODS = "goods", _("Prohibited goods")
        OUTLIER = "outlier", _("Price far from others")
        ZERO = "zero", _("Price of zero")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLEARED = "cleared", _("Looked at, in order")
        GONE = "gone", _("No longer so")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=8, choices=Kind)
    code = models.CharField(max_length=16, blank=True)  # the group of goods
    terms = models.JSONField(default=list)
    cleared_terms = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    words = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProductFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag of a listing")
        verbose_name_plural = _("flags of listings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "kind", "code"], name="flag_once"),
            models.CheckConstraint(condition=~Q(kind="goods") | ~Q(code=""), name="flag_of_goods_has_group"),
        ]
        indexes = [models.Index(fields=["created_at", "id"], name="flag_queue", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}".strip()

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def why(self) -> str:
        """The reason as a sentence, for the firm and for staff."""
        if self.kind == self.Kind.GOODS:
            return why_held(self.code, self.terms or self.cleared_terms)
        price = ", ".join(map(str, self.terms or self.cleared_terms))
        if self.kind == self.Kind.ZERO:
            words = gettext("The first price is %(price)s. A price on request is left empty, not zero.")
            return words % {"price": price}
        words = gettext(
            "%(price)s is %(times)s times %(side)s the middle price of %(count)s listings of the kind (EUR %(median)s)."
        )
        side = gettext("above") if self.figures.get("above") else gettext("below")
        return words % {**self.figures, "price": price, "side": side}

    def see(self, terms: list[str], figures: dict[str, Any] | None = None) -> bool:
        """Take in what is found now; whether the flag is open after it. Not saved here."""
        fresh = sorted(set(terms) - set(self.cleared_terms))
        self.figures = figures or {}
        if fresh:
            if not self.is_open or self.pk is None:
                self.created_at, self.closed_at, self.closed_by = timezone.now(), None, None
            self.terms, self.state = fresh, self.State.OPEN
        elif self.is_open:
            self.state, self.closed_at = self.State.GONE, timezone.now()
        return self.is_open

    def settle(self, by: Actor | None, words: str = "") -> None:
        """Staff have looked: these terms are in order here. Written under the caller's lock."""
        self.cleared_terms = sorted({*self.cleared_terms, *self.terms})
        self.state, self.words, self.closed_at = self.State.CLEARED, words, timezone.now()
        self.closed_by = by.user if by else None
        self.save()

    def clear(self, by: Actor, words: str = "") -> None:
        """Open → cleared. A listing that waits for review goes on waiting: its approval is a decision of its own."""
        with locked(self, self.State.OPEN):
            require(can_review_listing(by, self.product), _("You may not judge this company's listings."))
            self.settle(by, words)
            record("product.flag_cleared", self.product, by=by.as_staff(), flag=self.kind, code=self.code)


def why_held(code: str, terms: list[str]) -> str:
    """“It names …” with the group the words belong to."""
    found = ", ".join(f"“{term}”" for term in terms)
    return gettext("It names %(found)s: %(group)s are looked at before buyers see them.") % {
        "found": found,
        "group": group_name(code),
    }


def findings_of(product: "Product", texts: Any = None) -> Findings:
    """What the words and the customs code of a listing give cause for; `texts` where the caller has them."""
    rows = product.texts.all() if texts is None else texts
    said = [part for text in rows for part in (text.title, text.description)]
    tags = " / ".join(str(tag) for tag in product.tags)
    return findings([*said, product.brand, product.model, tags, *stated_words(product)], product.hs_code)


def stated_words(product: "Product") -> Iterator[str]:
    """Each specification with its name, by which “Colour: ivory” is no ivory; what is stated not to be is left out."""
    for one in in_every_language(product.attributes):
        if isinstance(one, dict) and is_stated(value := one.get("value")):
            yield f"{one.get('name', '')}: {value if isinstance(value, str) else ''}"


def is_stated(value: Any) -> bool:
    """Whether it says more than a figure, and no “no”."""
    return value is True or (isinstance(value, str) and value.strip().casefold() not in DENIALS)


def note_goods(product: "Product") -> list[ProductFlag]:
    """Bring the flags of prohibited goods in step with the listing; those that are open after it."""
    found = findings_of(product)
    known = {flag.code: flag for flag in product.flags.of_goods()}
    for code in found:
        known.setdefault(code, ProductFlag(product=product, kind=ProductFlag.Kind.GOODS, code=code))
    for code, flag in known.items():
        before = (flag.pk, flag.state, flag.terms)
        flag.see(found.get(code, []))
        if (flag.pk, flag.state, flag.terms) != before or flag.pk is None:
            flag.save()
    return [flag for flag in known.values() if flag.is_open]
