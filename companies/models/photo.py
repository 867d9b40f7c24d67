"""A company's pictures: logo, cover, and photos of its works, all written by our own encoder."""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL.Image import Image

from companies.models.company import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.pictures import render
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files
from portal.core.uploads import forget_file

MOST_PHOTOS = 12
LOGO, COVER, COVER_SMALL, LARGE, SMALL = 320, 1600, 800, 1600, 640  # pixels wide
COVER_SHAPE = 4  # times wider than high
NOT_YOURS = _("Only an owner or a manager may change the company's pictures.")
PARTS = {"logo": ("logo", "logo_webp"), "cover": ("cover", "cover_webp", "cover_small", "cover_small_webp")}


def dress(company: Company, part: str, image: Image | None, by: Actor) -> None:
    """Give the company this `logo` or `cover` (already bare pixels), or take it away (None)."""
    require(can_edit_company(by, company), NOT_YOURS)
    files = renditions(part, image) if image else {}
    with locked(company, field="is_active"):
        for name in PARTS[part]:
            forget_file(getattr(company, name))
            setattr(company, name, files.get(name, ""))
        company.save(update_fields=[*PARTS[part], "updated_at"])
        record("company.changed", company, by=by, fields=[part])


def renditions(part: str, image: Image) -> dict[str, Any]:
    stem = secrets.token_hex(8)
    if part == "logo":
        return dict(zip(PARTS[part], render(image, LOGO).files(stem), strict=True))
    strip = middle(image)
    large, small = render(strip, COVER), render(strip, COVER_SMALL)
    return dict(zip(PARTS[part], [*large.files(stem), *small.files(f"{stem}-{COVER_SMALL}")], strict=True))


def middle(image: Image) -> Image:
    """A cover's strip out of the middle of a picture that is higher."""
    height = min(image.height, max(1, image.width // COVER_SHAPE * 2))
    top = (image.height - height) // 2
    return image.crop((0, top, image.width, top + height))


class PhotoQuerySet(models.QuerySet["CompanyPhoto"]):
    def visible_to(self, actor: Actor) -> "PhotoQuerySet":
        return self.filter(company__in=Company.objects.visible_to(actor))

    def owned_by(self, actor: Actor) -> "PhotoQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


@keeps_files(_("Photos on your page"), owner="company_id")
class CompanyPhoto(models.Model):
    """A photo on the company's page, in two widths and two formats, in the order the company chose."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="photos")
    ref = models.CharField(max_length=16, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    caption = models.CharField(_("caption"), max_length=160, blank=True)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    image = models.ImageField(upload_to="companies/photos/", width_field="width", height_field="height")
    image_webp = models.FileField(upload_to="companies/photos/")
    small = models.FileField(upload_to="companies/photos/")
    small_webp = models.FileField(upload_to="companies/photos/")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(position__lt=MOST_PHOTOS), name="photo_within_twelve")]

    def __str__(self) -> str:
        return self.caption or self.alt or self.ref

    @property
    def files(self) -> list[Any]:
        return [self.image, self.image_webp, self.small, self.small_webp]

    @property
    def small_width(self) -> int:
        return min(SMALL, self.width)

    @property
    def described(self) -> str:
        """For those who cannot see it: what it shows, else its caption."""
        return self.alt or self.caption

    @classmethod
    def hang(cls, company: Company, images: list[Image], by: Actor) -> int:
        """Add photos (already bare pixels) after those that are there; says how many.

        Raises Refused, and adds none, when there would be more than twelve.
        """
        require(can_edit_company(by, company), NOT_YOURS)
        cls.place_for(company, len(images))
        photos = [cls.drawn(company, image) for image in images]  # most of the work, while nobody waits for us
        with locked(company, field="is_active"):
            start = cls.place_for(company, len(photos))
            for position, photo in enumerate(photos, start):
                photo.position = position
                photo.save()
            if photos:
                record("company.changed", company, by=by, fields=["photos"])
        return len(photos)

    @staticmethod
    def place_for(company: Company, more: int) -> int:
        """The first free place; Refused where fewer than `more` are left."""
        start = company.photos.count()
        if start + more > MOST_PHOTOS:
            left = MOST_PHOTOS - start
            raise Refused(_("Twelve photos are kept, so there is room for %(left)s more.") % {"left": left})
        return start

    @classmethod
    def drawn(cls, company: Company, image: Image) -> "CompanyPhoto":
        """Not saved yet, and without its place."""
        stem = secrets.token_hex(8)
        large, small = render(image, LARGE), render(image, SMALL)
        photo = cls(company=company, ref=new_ref("F"), width=large.width, height=large.height)
        photo.image, photo.image_webp = large.files(stem)
        photo.small, photo.small_webp = small.files(f"{stem}-{SMALL}")
        return photo

    def describe(self, by: Actor, caption: str, alt: str) -> None:
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self, field="position"):
            self.caption, self.alt = caption, alt
            self.save(update_fields=["caption", "alt"])
            record("company.changed", self.company, by=by, fields=["photos"])

    def move(self, by: Actor, step: int) -> None:
        """One place to the front (-1) or to the back (1); at the end it stays."""
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self.company, field="is_active"):
            photos = list(self.company.photos.all())
            here = photos.index(self)
            photos.insert(max(0, here + step), photos.pop(here))
            number(photos)

    def remove(self, by: Actor) -> None:
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self.company, field="is_active"):
            for file in self.files:
                forget_file(file)
            self.delete()
            number(list(self.company.photos.all()))
            record("company.changed", self.company, by=by, fields=["photos"])


def number(photos: list[CompanyPhoto]) -> None:
    for position, photo in enumerate(photos):
        photo.position = position
    CompanyPhoto.objects.bulk_update(photos, ["position"])
