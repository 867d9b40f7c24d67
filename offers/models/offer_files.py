"""Pictures and documents of an offer: kept where no address leads to them, for an offer may be for a few readers only.

Neither the names of the stored files nor their addresses say whose they are. Pictures are written anew from bare
pixels, so that one taken over from a product is not the same file as the product's.
"""

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image

from catalog.parts import copied, forget_files
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.pictures import open_picture, render
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from catalog.models import Product
    from offers.models.offer import Offer

MOST_PICTURES, MOST_DOCUMENTS = 6, 5
SMALL, LARGE = 480, 1280  # pixels wide
SIZES = ("small_jpeg", "small_webp", "large_jpeg", "large_webp")


def new_file_ref() -> str:
    return new_ref("F")


class OfferFileQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of an offer that the actor may see."""
        offer: Any = self.model._meta.get_field("offer").related_model
        return self.filter(offer__in=offer.objects.visible_to(actor).order_by())


@dataclass(frozen=True)
class Address:
    """What templates and the API read of a stored file."""

    url: str


@keeps_files(_("Pictures of offers"), owner="offer__company_id")
class OfferPicture(models.Model):
    """`from_product`: a copy of the product's, by which an anonymous offer would be recognised."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="pictures")
    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_file_ref)
    position = models.PositiveSmallIntegerField(default=0)
    small_jpeg = models.FileField(upload_to="offers/pictures/", storage=private_files)
    small_webp = models.FileField(upload_to="offers/pictures/", storage=private_files)
    large_jpeg = models.FileField(upload_to="offers/pictures/", storage=private_files)
    large_webp = models.FileField(upload_to="offers/pictures/", storage=private_files)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    from_product = models.BooleanField(default=False)

    objects = OfferFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of an offer")
        verbose_name_plural = _("pictures of offers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt or self.ref

    @property
    def files(self) -> list[Any]:
        return [getattr(self, name) for name in SIZES]

    @property
    def image(self) -> Address:
        return self.address("large", "jpg")

    @property
    def thumbnail(self) -> Address:
        return self.address("small", "jpg")

    @property
    def thumbnail_webp(self) -> Address:
        return self.address("small", "webp")

    @property
    def image_webp(self) -> Address:
        return self.address("large", "webp")

    def address(self, size: str, ending: str) -> Address:
        return Address(reverse("offers:picture", args=[self.offer.ref, self.ref, size, ending]))

    @classmethod
    def make(cls, offer: "Offer", image: Image.Image, position: int, alt: str = "", **more: Any) -> "OfferPicture":
        stem = secrets.token_hex(12)
        large, small = render(image, LARGE), render(image, SMALL)
        picture = cls(offer=offer, position=position, alt=alt, width=large.width, height=large.height, **more)
        picture.large_jpeg, picture.large_webp = large.files(stem)
        picture.small_jpeg, picture.small_webp = small.files(stem)
        picture.save()
        return picture

    def copy_to(self, offer: "Offer") -> None:
        files = {name: renamed(getattr(self, name)) for name in SIZES}
        said = {name: getattr(self, name) for name in ("position", "width", "height", "alt", "from_product")}
        OfferPicture.objects.create(offer=offer, **said, **files)


@keeps_files(_("Documents of offers"), owner="offer__company_id")
class OfferDocument(models.Model):
    """A PDF that was looked through; given out under a name made from its title, never the sender's."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="documents")
    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_file_ref)
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(_("PDF file"), upload_to="offers/documents/", storage=private_files)
    size = models.PositiveIntegerField(default=0)  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    objects = OfferFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of an offer")
        verbose_name_plural = _("documents of offers")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="offer_document_has_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return reverse("offers:document", args=[self.offer.ref, self.ref])

    @property
    def file_title(self) -> str:
        return f"{slugify(self.title)[:80] or self.ref.lower()}.pdf"

    def copy_to(self, offer: "Offer") -> None:
        OfferDocument.objects.create(offer=offer, title=self.title, size=self.size, file=renamed(self.file))


def renamed(file: Any) -> Any:
    """A copy of a stored file under a name of its own."""
    content = copied(file)
    content.name = f"{secrets.token_hex(12)}.{file.name.rpartition('.')[2]}"
    return content


@dataclass
class FileChanges:
    """What becomes of an offer's files: `alts` and `titles` by the reference of those that are there."""

    alts: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    pictures: list[tuple[Image.Image, str]] = field(default_factory=list)
    documents: "list[tuple[ContentFile[bytes], str]]" = field(default_factory=list)
    product: "Product | None" = None  # whose pictures are taken over

    def put(self, offer: "Offer") -> None:
        """Under the caller's lock. Raises Refused for more than an offer may have."""
        leaving = self.leave(offer)
        self.say(offer)
        position = max((one.position for one in offer.pictures.all()), default=0)
        for number, (image, alt) in enumerate(self.pictures, start=1):
            OfferPicture.make(offer, image, position + number, alt)
        for content, title in self.documents:
            content.name = f"{secrets.token_hex(12)}.pdf"
            OfferDocument.objects.create(offer=offer, title=title, file=content, size=content.size)
        if self.product is not None:
            take_pictures(offer, self.product)
        self.check_number(offer)
        transaction.on_commit(lambda: forget_files(leaving))

    def leave(self, offer: "Offer") -> list[Any]:
        leaving: list[Any] = []
        for picture in offer.pictures.filter(ref__in=self.gone):
            leaving += picture.files
        leaving += [one.file for one in offer.documents.filter(ref__in=self.gone)]
        offer.pictures.filter(ref__in=self.gone).delete()
        offer.documents.filter(ref__in=self.gone).delete()
        return leaving

    def say(self, offer: "Offer") -> None:
        for picture in offer.pictures.filter(ref__in=self.alts):
            picture.alt = self.alts[picture.ref]
            picture.save(update_fields=["alt"])
        for document in offer.documents.filter(ref__in=self.titles):
            document.title = self.titles[document.ref] or document.title
            document.save(update_fields=["title"])

    def check_number(self, offer: "Offer") -> None:
        if offer.pictures.count() > MOST_PICTURES:
            raise Refused(_("An offer has up to six pictures: take one away first."))
        if offer.documents.count() > MOST_DOCUMENTS:
            raise Refused(_("An offer has up to five documents: take one away first."))


def take_pictures(offer: "Offer", product: "Product") -> None:
    """The product's pictures, made anew from their pixels."""
    start = offer.pictures.count()
    for number, picture in enumerate(list(product.pictures.all())[: MOST_PICTURES - start], start=start + 1):
        with picture.image.open("rb") as file:
            image = open_picture(file, str(picture.image.name))
        OfferPicture.make(offer, image, number, picture.alt, from_product=True)
