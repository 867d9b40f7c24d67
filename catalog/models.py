"""The e-catalogue: categories, products, their texts, prices and pictures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.core.cache import cache
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.permissions import can_edit_product
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import require
from portal.core.refs import new_ref
from portal.core.states import locked


class CategoryQuerySet(models.QuerySet["Category"]):
    def sectors(self) -> "CategoryQuerySet":
        return self.filter(level=0)


class Category(models.Model):
    """A node of the tree: sector, group, or leaf. `path` holds the slugs from the sector down, by slashes."""

    TREE_KEY: ClassVar[str] = "catalog.tree"

    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField()
    words = models.JSONField(default=list)
    hs = models.JSONField(default=list)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.names.get(get_language() or "en") or self.names["en"])

    @property
    def signature(self) -> tuple[Any, ...]:
        return self.path, self.position, self.names, self.words, self.hs

    def get_absolute_url(self) -> str:
        return reverse("catalog:category", args=[self.slug])

    @classmethod
    def tree(cls) -> dict[str, "Category"]:
        """All categories by slug, parents linked, from the cache: a few hundred rows that hardly change."""
        known: dict[str, Category] | None = cache.get(cls.TREE_KEY)
        if known is None:
            known = {category.slug: category for category in cls.objects.order_by("level", "position")}
            cache.set(cls.TREE_KEY, known, 300)
        return known

    @classmethod
    def forget_tree(cls) -> None:
        cache.delete(cls.TREE_KEY)

    @property
    def slugs(self) -> list[str]:
        return self.path.split("/")

    @property
    def ancestors(self) -> list["Category"]:
        """From the sector down to the parent, without a query when the tree is cached."""
        tree = self.tree()
        return [tree[slug] for slug in self.slugs[:-1] if slug in tree]


class ProductQuerySet(models.QuerySet["Product"]):
    def published(self) -> "ProductQuerySet":
        return self.filter(state=Product.State.PUBLISHED, company__is_active=True)

    def visible_to(self, actor: Actor) -> "ProductQuerySet":
        """Published ones for everybody; the rest for the company's own people and staff."""
        if actor.is_staff:
            return self
        public = models.Q(state=Product.State.PUBLISHED, company__is_active=True)
        return self.filter(public | models.Q(company_id=actor.company_id)) if actor.company else self.published()

    def of(self, actor: Actor) -> "ProductQuerySet":
        """The acting company's own."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def in_category(self, category: Category) -> "ProductQuerySet":
        """In the category or anywhere below it."""
        inside = models.Q(category__path=category.path) | models.Q(category__path__startswith=f"{category.path}/")
        return self.filter(inside)

    def for_cards(self) -> "ProductQuerySet":
        """With all that a card or row shows, in a number of queries that does not depend on how many there are."""
        return self.select_related("company", "category").prefetch_related("texts", "price_tiers", "pictures")


class Product(models.Model):
    """A catalogue item of one company. Texts, price tiers and pictures are rows of their own."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        PAUSED = "paused", _("Paused")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=90, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="products")
    category = models.ForeignKey(Category, models.PROTECT, related_name="products", verbose_name=_("category"))
    sku = models.CharField(_("SKU"), max_length=64)
    brand = models.CharField(_("brand"), max_length=80, blank=True, db_index=True)
    model = models.CharField(_("model"), max_length=255, blank=True)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    origin = models.CharField(_("country of origin"), max_length=2, blank=True)
    language = models.CharField(_("original language"), max_length=8, default="en")
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    moq = models.DecimalField(
        _("minimum order quantity"),
        max_digits=14,
        decimal_places=3,
        default=Decimal(1),
        validators=[MinValueValidator(0)],
    )
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    attributes = models.JSONField(_("specifications"), default=list, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    model_3d = models.FileField(_("3-D model"), upload_to="products/models/", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(fields=["company", "sku"], name="product_sku_once"),
            models.CheckConstraint(condition=models.Q(moq__gt=0), name="product_moq_positive"),
            models.CheckConstraint(condition=~models.Q(sku=""), name="product_has_sku"),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="product_newest"),
            models.Index(fields=["company", "-updated_at", "-id"], name="product_company"),
            models.Index(fields=["gtin"], name="product_gtin", condition=~models.Q(gtin="")),
        ]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def slug_for(title: str, ref: str) -> str:
        return f"{slugify(title)[:64].strip('-') or 'product'}-{ref.rpartition('-')[2].lower()}"

    def name_it(self, title: str) -> None:
        """Give a new product its reference and its lasting address."""
        self.ref = self.ref or new_ref("P")
        self.slug = self.slug or self.slug_for(title, self.ref)

    def get_absolute_url(self) -> str:
        return reverse("catalog:product", args=[self.slug])

    @property
    def text(self) -> "ProductText":
        """The text in the reader's language, else the original."""
        texts = {text.language: text for text in self.texts.all()}
        return (
            texts.get(get_language() or "en") or texts.get(self.language) or next(iter(texts.values()), ProductText())
        )

    @property
    def title(self) -> str:
        return self.text.title or self.sku

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def tiers(self) -> list["PriceTier"]:
        return sorted(self.price_tiers.all(), key=lambda tier: (tier.currency, tier.min_quantity))

    @property
    def first_price(self) -> "PriceTier | None":
        """The price for the smallest quantity, in the currency the company named first; None: on request."""
        return min(self.price_tiers.all(), key=lambda tier: (tier.min_quantity, tier.pk or 0), default=None)

    def price_for(self, quantity: Decimal, currency: str) -> Money | None:
        """The unit price at which `quantity` sells: that of the highest tier not above it; None if none applies."""
        fitting = [tier for tier in self.tiers if tier.currency == currency and tier.min_quantity <= quantity]
        return fitting[-1].unit_price if fitting else None

    def publish(self, by: Actor) -> None:
        """Draft or paused → published. Raises PermissionDenied, or WrongState when it is published already."""
        with locked(self, self.State.DRAFT, self.State.PAUSED):
            require(can_edit_product(by, self), _("You may not change this company's products."))
            self.state, self.published_at = self.State.PUBLISHED, self.published_at or timezone.now()
            self.save(update_fields=["state", "published_at", "updated_at"])
            record("product.published", self, by=by)

    def pause(self, by: Actor) -> None:
        """Published → paused: out of the market's sight, ready to come back."""
        with locked(self, self.State.PUBLISHED):
            require(can_edit_product(by, self), _("You may not change this company's products."))
            self.state = self.State.PAUSED
            self.save(update_fields=["state", "updated_at"])
            record("product.paused", self, by=by)

    def revise(
        self, by: Actor, changes: dict[str, Any], texts: dict[str, dict[str, str]], tiers: Iterable["PriceTier"]
    ) -> None:
        """Save an edit of fields, texts per language and the price ladder together, or nothing of it."""
        with transaction.atomic():
            require(can_edit_product(by, self), _("You may not change this company's products."))
            for field, value in changes.items():
                setattr(self, field, value)
            self.name_it(next((text["title"] for text in texts.values()), self.sku))
            self.save()
            for language, text in texts.items():
                ProductText.objects.update_or_create(product=self, language=language, defaults=text)
            self.price_tiers.all().delete()
            PriceTier.objects.bulk_create([tier.at(self) for tier in tiers])
            record("product.changed", self, by=by)


class ProductText(models.Model):
    """Title and description in one language; the one in the product's own language is the original."""

    class Origin(models.TextChoices):
        ORIGINAL = "original", _("original")
        MACHINE = "machine", _("machine translation")
        REVIEWED = "reviewed", _("reviewed translation")

    product = models.ForeignKey(Product, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), max_length=20000, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ORIGINAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "language"], name="product_text_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="product_text_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PriceTier(models.Model):
    """The unit price from a quantity upwards, in one currency."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="price_tiers")
    min_quantity = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(1))
    amount = AmountField()
    currency = CurrencyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "currency", "min_quantity"], name="price_tier_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="price_not_negative"),
            models.CheckConstraint(condition=models.Q(min_quantity__gt=0), name="price_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.min_quantity}: {self.unit_price}"

    def at(self, product: Product) -> "PriceTier":
        self.product = product
        return self

    @property
    def unit_price(self) -> Money:
        return Money(self.amount, self.currency)


class ProductPicture(models.Model):
    """A picture, re-encoded by us in two widths, with the words that replace it for those who cannot see it."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    image = models.ImageField(upload_to="products/pictures/", width_field="width", height_field="height")
    thumbnail = models.ImageField(upload_to="products/thumbnails/")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="picture_position_once")]

    def __str__(self) -> str:
        return self.alt


class ImportRun(models.Model):
    """One import of a file into a company's catalogue: how far it is, and what was refused and why."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Could not be read")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="import_runs")
    user = models.ForeignKey("companies.User", models.SET_NULL, null=True, related_name="+")
    file = models.FileField(upload_to="imports/")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    is_dry_run = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    report = models.FileField(upload_to="imports/reports/", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} → {self.company}"
