"""Questions to the products."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from catalog.categories import Category
from catalog.parts import ProductText
from catalog.standing.states import SOON, Standing
from portal.core.actor import Actor

if TYPE_CHECKING:
    from catalog.products import Product  # noqa: F401  (its rows)

EXPIRING = "expiring"  # no state, but asked for as if it were one


class ProductQuerySet(models.QuerySet["Product"]):
    def published(self) -> "ProductQuerySet":
        return self.filter(state=Standing.State.PUBLISHED, company__is_active=True)

    def visible_to(self, actor: Actor) -> "ProductQuerySet":
        """Published ones for everybody; the rest for the company's own people and staff."""
        if actor.is_staff:
            return self
        public = models.Q(state=Standing.State.PUBLISHED, company__is_active=True)
        return self.filter(public | models.Q(company_id=actor.company_id)) if actor.company else self.published()

    def of(self, actor: Actor) -> "ProductQuerySet":
        """The acting company's own."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def expiring(self) -> "ProductQuerySet":
        """On the market, and to be confirmed within two weeks."""
        return self.filter(state=Standing.State.PUBLISHED, expires_at__lt=timezone.now() + SOON)

    def in_category(self, category: Category) -> "ProductQuerySet":
        """In the category or anywhere below it."""
        inside = models.Q(category__path=category.path) | models.Q(category__path__startswith=f"{category.path}/")
        return self.filter(inside)

    def matching(
        self, q: str = "", state: str = "", category: Category | None = None, country: str = "", brand: str = ""
    ) -> "ProductQuerySet":
        """Those that pass every filter given; `q` is looked for in the titles and the SKU.

        `state` may also be `expiring`: published, with the end near.
        """
        rows: ProductQuerySet = self.filter(state=state) if state else self.all()
        rows = self.expiring() if state == EXPIRING else rows
        rows = rows.filter(brand=brand) if brand else rows
        rows = rows.filter(company__country=country) if country else rows
        rows = rows.in_category(category) if category else rows
        if q:
            titled = ProductText.objects.filter(title__icontains=q).values("product_id")
            rows = rows.filter(models.Q(sku__icontains=q) | models.Q(pk__in=titled))
        return rows

    def for_cards(self) -> "ProductQuerySet":
        """With all that a card or row shows, in a number of queries that does not depend on how many there are."""
        return self.select_related("company", "category").prefetch_related("texts", "price_tiers", "pictures")


ProductManager = models.Manager.from_queryset(ProductQuerySet)


class LivingProducts(ProductManager):
    """Those that are not deleted: what every page, list and count means by products."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(deleted_at=None)
