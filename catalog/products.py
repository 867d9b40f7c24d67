"""The product and its verbs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from moneyed import Money
from PIL.Image import Image

from catalog.belongings import copy_parts
from catalog.categories import Category
from catalog.editing import fingerprint_of, snapshot
from catalog.media import MOST_PICTURES
from catalog.parts import PriceTier, ProductPicture, ProductText, copied, forget_files, in_words
from catalog.permissions import can_edit_catalogue, can_edit_product
from catalog.product_rows import LivingProducts, ProductQuerySet
from catalog.skus import SkuTaken, every_sku, lock_skus, numbered, used_skus
from catalog.specs.entries import readable
from catalog.specs.reading import for_reader
from catalog.specs.told import SHOWN, with_texts
from catalog.standing.states import Standing
from catalog.terms import TradeTerms
from catalog.variants import HasVariants
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.hangul import address_of
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files
from portal.core.translating.languages import language_of

UNTOUCHED: Any = object()  # for a verb's argument of which None is a value


class Overtaken(Refused):
    """Somebody else has saved this product since the editor was opened."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed this product meanwhile. Nothing of yours was saved over it."))


@keeps_files(_("3-D models of products"), owner="company_id")
class Product(Standing, HasVariants, TradeTerms):
    """A catalogue item of one company with its terms. Texts, price tiers and pictures are rows of their own."""

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
    stock = models.DecimalField(
        _("stock"), max_digits=14, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )  # in the unit it is sold by; None: not stated
    attributes = models.JSONField(_("specifications"), default=list, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    model_3d = models.FileField(_("3-D model"), upload_to="products/models/", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)  # for thirty days it can be had back

    # The first one is what Django takes for `company.products`, forms and the back office. A key that leads to a
    # product (an inquiry's, an offer's) still finds a deleted one: what was asked keeps its subject.
    objects = LivingProducts()
    everything = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            *TradeTerms.Meta.constraints,
            models.UniqueConstraint(
                fields=["company", "sku"], condition=models.Q(deleted_at=None), name="product_sku_once"
            ),
            models.CheckConstraint(
                condition=models.Q(stock=None) | models.Q(stock__gte=0), name="product_stock_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(moq__gt=0), name="product_moq_positive"),
            models.CheckConstraint(condition=~models.Q(sku=""), name="product_has_sku"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "in_review", "published", "paused", "expired", "rejected"]),
                name="product_state_known",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="product_newest"),
            models.Index(fields=["company", "-updated_at", "-id"], name="product_company"),
            models.Index(
                fields=["expires_at"],
                name="product_expiry",
                condition=models.Q(state="published", expires_at__isnull=False),
            ),
            models.Index(fields=["gtin"], name="product_gtin", condition=~models.Q(gtin="")),
            models.Index(fields=["deleted_at"], name="product_deleted", condition=~models.Q(deleted_at=None)),
        ]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def slug_for(title: str, ref: str) -> str:
        return f"{address_of(title)[:64].strip('-') or 'product'}-{ref.rpartition('-')[2].lower()}"

    def name_it(self, title: str) -> None:
        """Give a new product its reference and its lasting address."""
        self.ref = self.ref or new_ref("P")
        self.slug = self.slug or self.slug_for(title, self.ref)

    def get_absolute_url(self) -> str:
        return reverse("catalog:product", args=[self.slug])

    @property
    def text(self) -> ProductText:
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
        return self.state == self.State.PUBLISHED and self.deleted_at is None

    @property
    def specifications(self) -> list[dict[str, Any]]:
        """The attributes that can be shown: name, value and perhaps a unit, free ones in the product's own words."""
        rows = readable(self.attributes)
        words = [{**one, "value": in_words(one.get("value", ""))} if one.get("key") else one for one in rows]
        return [with_texts({part: str(one.get(part, "")) for part in SHOWN}, one.get("texts")) for one in words]

    @property
    def specification_rows(self) -> list[dict[str, Any]]:
        """The same for reading, typed ones first: words in the reader's language where they are known, else marked."""
        return for_reader(self.attributes, self.language)

    @property
    def specification_languages(self) -> list[str]:
        """In which other languages than the reader's some of it is written."""
        return sorted({code for one in self.specification_rows for code in one["languages"].values()})

    @property
    def packaging_language(self) -> str:
        """Empty where its words, such as `PE`, are the same for everybody."""
        return language_of(self.packaging, self.language)

    @property
    def picture(self) -> ProductPicture | None:
        """The first one, which stands for the product on cards."""
        return next(iter(self.pictures.all()), None)

    @property
    def tiers(self) -> list[PriceTier]:
        return sorted(self.price_tiers.all(), key=lambda tier: (tier.currency, tier.min_quantity))

    @property
    def first_price(self) -> PriceTier | None:
        """The price for the smallest quantity, in the currency the company named first; None: on request."""
        return min(self.price_tiers.all(), key=lambda tier: (tier.min_quantity, tier.pk or 0), default=None)

    def price_for(self, quantity: Decimal, currency: str) -> Money | None:
        """The unit price at which `quantity` sells: that of the highest tier not above it; None if none applies."""
        fitting = [tier for tier in self.tiers if tier.currency == currency and tier.min_quantity <= quantity]
        return fitting[-1].unit_price if fitting else None

    @property
    def fingerprint(self) -> str:
        """Stands for everything an editor changes, whoever changed it: page, table, import or API."""
        return fingerprint_of(snapshot(self))

    def revise(
        self,
        by: Actor,
        changes: dict[str, Any],
        texts: dict[str, dict[str, str]] | None = None,
        tiers: Iterable[PriceTier] | None = None,
        expected: str = "",
        show: dict[str, Any] | None = None,
        also: Iterable[Callable[["Product"], None]] = (),
    ) -> None:
        """Save an edit of fields, texts per language and the price ladder together, or nothing of it.

        A language without a title loses its text; texts or tiers of None stay as they are. `expected` is the
        fingerprint of what the editor started from: Overtaken is raised when somebody else has saved since. `show`
        is what `arrange` takes; `also` saves what else belongs to the product (variants, papers), inside its lock.
        Raises SkuTaken when another product or variant of the company has the SKU.
        """
        with self.at_work():
            require(can_edit_product(by, self), _("You may not change this company's products."))
            if expected and expected != self.fingerprint:
                raise Overtaken
            for field, value in changes.items():
                setattr(self, field, value)
            self.name_it(next((text["title"] for text in (texts or {}).values() if text["title"]), self.sku))
            self.save_unless_taken()
            self.save_texts(texts or {})
            if tiers is not None:
                self.price_tiers.all().delete()
                PriceTier.objects.bulk_create([tier.at(self) for tier in tiers])
            if show:
                self.put_up(**show)
            self._prefetched_objects_cache: dict[str, Any] = {}
            for put in also:
                put(self)
            if self.variants.filter(sku=self.sku).exists():
                raise SkuTaken(self.sku)
            record("product.changed", self, by=by)
            self.look_over_edit(by)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The company's SKUs locked, then the product; a new one whose saving fails is a new one again."""
        is_new = self.pk is None
        try:
            with transaction.atomic():
                lock_skus(self.company_id)
                with nullcontext() if is_new else locked(self):
                    yield
        except BaseException:  # whatever it was goes on; only the key of a row that was rolled back does not
            if is_new:
                self.pk, self._state.adding = None, True
            raise

    def save_unless_taken(self) -> None:
        """The unique constraint decides between two who take the same SKU at once without the company's lock."""
        if used_skus(self.company_id, [self.sku], besides=self):
            raise SkuTaken(self.sku)
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as problem:
            if "sku" in str(problem):
                raise SkuTaken(self.sku) from None
            raise

    def save_texts(self, texts: dict[str, dict[str, str]]) -> None:
        """A human edit of a machine translation makes it a reviewed one."""
        known = {text.language: text for text in self.texts.all()}
        for language, words in texts.items():
            text = known.get(language) or ProductText(product=self, language=language)
            if not words["title"]:
                self.texts.filter(language=language).delete()
            elif text.pk is None or any(getattr(text, name) != value for name, value in words.items()):
                text.title, text.description = words["title"], words.get("description", text.description)
                reviewed = ProductText.Origin.REVIEWED
                text.origin = ProductText.Origin.ORIGINAL if language == self.language else reviewed
                text.save()

    def reprice(
        self, by: Actor, amount: Decimal | None, moq: Decimal, currency: str = "USD", stock: Any = UNTOUCHED
    ) -> None:
        """Change the first price, the minimum order and the stock, as from a table; the rest of the ladder stays.

        `currency` is for a product that had no price yet; a `stock` of None is not stated any more.
        """
        with locked(self):
            require(can_edit_product(by, self), _("You may not change this company's products."))
            self.moq = moq
            confirmed = self.confirm() if self.is_published else []
            self.stock = self.stock if stock is UNTOUCHED else stock
            self.save(update_fields=["moq", "stock", *confirmed, "updated_at"])
            first = self.first_price
            if first and amount is None:
                raise Refused(_("To take the price away, open the product and empty its price ladder."))
            if first and amount is not None:
                first.amount = amount
                first.save(update_fields=["amount"])
            elif amount is not None:
                self.price_tiers.create(amount=amount, currency=currency)
            self._prefetched_objects_cache = {}
            record("product.changed", self, by=by)

    def duplicate(self, by: Actor) -> "Product":
        """A draft with everything of this product but its SKUs, numbers and address; files are copied."""
        require(can_edit_product(by, self), _("You may not change this company's products."))
        with transaction.atomic():
            lock_skus(self.company_id)
            twin = Product.objects.get(pk=self.pk)
            twin.pk, twin._state.adding = None, True
            twin.ref = twin.slug = twin.gtin = ""
            twin.state, twin.published_at, twin.created_at = self.State.DRAFT, None, timezone.now()
            twin.confirmed_at = twin.expires_at = None
            twin.sku = self.free_sku()
            twin.model_3d = copied(self.model_3d)
            twin.name_it(self.title)
            twin.save()
            copy_parts(self, twin)
            record("product.changed", twin, by=by)
        return twin

    def free_sku(self) -> str:
        """`A-1` → `A-1-2`, or the next number that the company has not used."""
        return numbered(self.sku, every_sku(self.company_id, self.sku[:56]))

    def arrange(
        self,
        by: Actor,
        kept: Iterable[tuple[int, str]] = (),
        dropped: Iterable[int] = (),
        new: Iterable[Image] = (),
        model: Any = None,
    ) -> None:
        """Show the pictures `kept` (key and alternative text) in this order, then the `new` ones, without `dropped`.

        A picture named in neither was added by somebody else meanwhile, and stays. `model` is a checked GLB
        file, "" to take the 3-D model away, None to leave it.
        """
        with locked(self):
            require(can_edit_product(by, self), _("You may not change this company's products."))
            self.put_up(kept, dropped, new, model)
            self._prefetched_objects_cache = {}
            record("product.changed", self, by=by)

    def put_up(
        self,
        kept: Iterable[tuple[int, str]] = (),
        dropped: Iterable[int] = (),
        new: Iterable[Image] = (),
        model: Any = None,
    ) -> None:
        """What `arrange` does, inside the lock of whoever calls."""
        mine = {picture.pk: picture for picture in self.pictures.all()}
        gone = [mine.pop(pk) for pk in dropped if pk in mine]
        files = [file for picture in gone for file in picture.files]
        self.pictures.filter(pk__in=[picture.pk for picture in gone]).delete()
        words = {pk: alt for pk, alt in kept if pk in mine}
        self.put_in_order([*words, *(pk for pk in mine if pk not in words)], words)
        for position, image in enumerate(list(new)[: max(0, MOST_PICTURES - len(mine))], start=len(mine)):
            ProductPicture.make(self, image, position)
        if model is not None:
            files.append(self.model_3d)
            self.model_3d = model
        self.save(update_fields=["model_3d", "updated_at"])
        transaction.on_commit(lambda: forget_files(files))

    def put_in_order(self, keys: list[int], words: dict[int, str]) -> None:
        """The positions are unique: all step aside first, then each goes to its place."""
        self.pictures.update(position=models.F("position") + 1000)
        for position, pk in enumerate(keys):
            self.pictures.filter(pk=pk).update(position=position, **({"alt": words[pk]} if pk in words else {}))

    def remove(self, by: Actor) -> None:
        """Out of everybody's sight; for thirty days `restore` brings it back as it was (catalog/deleted.py).

        Its SKU is free at once. What was asked or offered about it stays.
        """
        with locked(self):
            require(can_edit_product(by, self), _("You may not change this company's products."))
            self.deleted_at = timezone.now()
            self.save(update_fields=["deleted_at", "updated_at"])
            self.variants.update(is_gone=True)
            record("product.deleted", self, by=by, ref=self.ref, sku=self.sku, title=self.title)

    def restore(self, by: Actor) -> None:
        """Undo a deletion; one that is not deleted stays as it is. Raises SkuTaken when its SKU was used again."""
        with self.at_work():
            allowed = can_edit_catalogue(by, self.company_id)
            require(allowed, _("You may not change this company's products."))
            if self.deleted_at is None:
                return
            self.deleted_at = None
            self.save_unless_taken()
            own = list(self.variants.values_list("sku", flat=True))
            if taken := used_skus(self.company_id, own, besides=self):
                raise SkuTaken(*sorted(taken))
            self.variants.update(is_gone=False)
            record("product.restored", self, by=by)
