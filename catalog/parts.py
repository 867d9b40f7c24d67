"""What belongs to a product: its texts, its price ladder, its pictures."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money
from PIL.Image import Image

from catalog.media import LARGE, MEDIUM, SMALL
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.pictures import blur, render
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from catalog.models import Product


def copied(file: Any) -> Any:
    """A second file with the same content, so that deleting one of two products leaves the other whole."""
    if not file:
        return ""
    with file.open("rb") as source:
        return ContentFile(source.read(), Path(file.name).name)


def forget_files(files: Iterable[Any]) -> None:
    """Remove files that no row names any more; one that is gone already is no matter."""
    for file in files:
        if file:
            with suppress(OSError):
                file.storage.delete(file.name)


def in_words(value: Any) -> str:
    """A specification's value for reading."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return f"{value:.12g}" if isinstance(value, float) else str(value)


class ProductText(models.Model):
    """Title and description in one language; the one in the product's own language is the original."""

    class Origin(models.TextChoices):
        ORIGINAL = "original", _("original")
        MACHINE = "machine", _("machine translation")
        REVIEWED = "reviewed", _("reviewed translation")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="texts")
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

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="price_tiers")
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

    def at(self, product: "Product") -> "PriceTier":
        self.product = product
        return self

    @property
    def unit_price(self) -> Money:
        return Money(self.amount, self.currency)


AVIF = ("image_avif", "medium_avif", "thumbnail_avif")
FILES = ("image", "thumbnail", "image_webp", "thumbnail_webp", *AVIF)


@keeps_files(_("Pictures of products"), owner="product__company_id", made=AVIF)
class ProductPicture(models.Model):
    """A picture, re-encoded by us in two widths and three formats, with the words for those who cannot see it."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    image = models.ImageField(upload_to="products/pictures/", width_field="width", height_field="height")
    thumbnail = models.ImageField(upload_to="products/thumbnails/")
    image_webp = models.FileField(upload_to="products/pictures/", blank=True)
    thumbnail_webp = models.FileField(upload_to="products/thumbnails/", blank=True)
    # AVIF comes a moment later, from the relay (catalog/avif.py); until then the other two formats serve.
    image_avif = models.FileField(upload_to="products/pictures/", blank=True)
    medium_avif = models.FileField(upload_to="products/pictures/", blank=True)
    thumbnail_avif = models.FileField(upload_to="products/thumbnails/", blank=True)
    blur = models.CharField(max_length=400, blank=True)  # a data: address of a few pixels
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of the file it came from

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="picture_position_once"),
            models.UniqueConstraint(
                fields=["product", "source_digest"],
                condition=~models.Q(source_digest=""),
                name="picture_source_once",
            ),
        ]
        indexes = [models.Index(fields=["id"], name="picture_without_avif", condition=models.Q(image_avif=""))]

    def __str__(self) -> str:
        return self.alt

    @property
    def files(self) -> list[Any]:
        return [getattr(self, name) for name in FILES]

    @property
    def small_width(self) -> int:
        return min(SMALL, self.width)

    @property
    def srcset(self) -> str:
        return self.sources(self.thumbnail, self.image)

    @property
    def srcset_webp(self) -> str:
        """The same in the smaller format; empty for a picture that was put in without it."""
        return self.sources(self.thumbnail_webp, self.image_webp)

    @property
    def srcset_avif(self) -> str:
        if not self.medium_avif or self.width <= MEDIUM:
            return self.sources(self.thumbnail_avif, self.image_avif)
        widths = ((self.thumbnail_avif, self.small_width), (self.medium_avif, MEDIUM), (self.image_avif, self.width))
        return ", ".join(f"{file.url} {width}w" for file, width in widths)

    def sources(self, small: Any, large: Any) -> str:
        if not small or not large:
            return ""
        if self.small_width == self.width:
            return f"{large.url} {self.width}w"
        return f"{small.url} {self.small_width}w, {large.url} {self.width}w"

    @classmethod
    def make(cls, product: "Product", image: Image, position: int, alt: str = "", digest: str = "") -> "ProductPicture":
        """Keep the (already bare) pixels as a picture of `product`, in both widths and formats."""
        stem = secrets.token_hex(8)
        large, small = render(image, LARGE), render(image, SMALL)
        picture = cls(product=product, position=position, alt=alt, width=large.width, height=large.height)
        picture.blur = blur(image)
        picture.source_digest = digest
        picture.image, picture.image_webp = large.files(stem)
        picture.thumbnail, picture.thumbnail_webp = small.files(stem)
        picture.save()
        record("picture.added", picture)
        return picture

    def copy_to(self, product: "Product") -> "ProductPicture":
        fields = {name: copied(getattr(self, name)) for name in FILES}
        words = {"alt": self.alt, "blur": self.blur, "source_digest": self.source_digest}
        return ProductPicture.objects.create(product=product, position=self.position, **words, **fields)
