"""Papers of a product: documents to read, and certificates with number and expiry.

Files are PDFs that were looked through (portal.core.pdfs: no password, no script, no start of programs, nothing
embedded), kept where no address leads to them, and given out by `papers_views`.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.editing import PARTS
from catalog.parts import forget_files
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from catalog.models import Product

MOST_DOCUMENTS, MOST_CERTIFICATES = 8, 20
DATES_CROSSED = _("It would end before it was issued. Look at the two dates again.")


def new_paper_ref() -> str:
    return new_ref("D")


class PaperQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of a product that the actor may see."""
        product: Any = self.model._meta.get_field("product").related_model
        return self.filter(product__in=product.objects.visible_to(actor).order_by())


class Paper(models.Model):
    """Belongs to a product, and may have a file."""

    MOST: ClassVar[int]
    FIELDS: ClassVar[tuple[str, ...]]
    route: ClassVar[str]

    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_paper_ref)
    file = models.FileField(_("PDF file"), upload_to="products/papers/", storage=private_files, blank=True)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes of the file
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PaperQuerySet.as_manager()

    if TYPE_CHECKING:
        product: Any

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Where the file is; empty without one."""
        return reverse(f"catalog:{self.route}", args=[self.product.slug, self.ref]) if self.file else ""

    @property
    def file_title(self) -> str:
        """A name to save it under."""
        return f"{slugify(f'{self.product.sku} {self.label}')[:80] or self.ref.lower()}.pdf"

    def take_ref(self) -> Self:
        """A new reference, for a copy."""
        self.ref = new_paper_ref()
        return self


@keeps_files(_("Documents of products"), owner="product__company_id")
class ProductDocument(Paper):
    """Something to read: always with its file."""

    class Kind(models.TextChoices):
        DATASHEET = "datasheet", _("Datasheet")
        MANUAL = "manual", _("Manual")
        TEST_REPORT = "test_report", _("Test report")
        SAFETY = "safety", _("Safety data sheet")
        BROCHURE = "brochure", _("Brochure")
        OTHER = "other", _("Other document")

    MOST, FIELDS, route = MOST_DOCUMENTS, ("kind", "title", "language"), "document"

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DATASHEET)
    title = models.CharField(_("title"), max_length=160)
    language = models.CharField(_("language"), max_length=8, blank=True)

    class Meta(Paper.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_title"),
            models.CheckConstraint(condition=~models.Q(file=""), name="document_has_file"),
        ]

    @property
    def label(self) -> str:
        return self.title


@keeps_files(_("Certificates of products"), owner="product__company_id")
class ProductCertificate(Paper):
    """What the maker states the product is certified to; stated, not verified."""

    class Kind(models.TextChoices):
        ISO_9001 = "iso9001", "ISO 9001"
        ISO_14001 = "iso14001", "ISO 14001"
        CE = "ce", "CE"
        KC = "kc", "KC"
        FCC = "fcc", "FCC"
        ROHS = "rohs", "RoHS"
        REACH = "reach", "REACH"
        HACCP = "haccp", "HACCP"
        HALAL = "halal", _("Halal")
        FSC = "fsc", "FSC"
        OEKO_TEX = "oekotex", "OEKO-TEX"
        OTHER = "other", _("Other")

    MOST, route = MOST_CERTIFICATES, "certificate"
    FIELDS = ("kind", "name", "number", "issuer", "issued_on", "expires_on")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="certificates")
    kind = models.CharField(_("standard"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    class Meta(Paper.Meta):
        verbose_name = _("product's certificate")
        verbose_name_plural = _("products' certificates")
        constraints = [
            models.UniqueConstraint(fields=["product", "kind", "name", "number"], name="product_certificate_once"),
            models.CheckConstraint(
                condition=~models.Q(kind="other") | ~models.Q(name=""), name="product_certificate_named"
            ),
            models.CheckConstraint(
                condition=models.Q(issued_on=None)
                | models.Q(expires_on=None)
                | models.Q(expires_on__gte=models.F("issued_on")),
                name="product_certificate_dates",
            ),
        ]
        indexes = [models.Index(fields=["kind", "expires_on"], name="product_certificate_kind")]

    @property
    def label(self) -> str:
        """The standard, and its part or name: `ISO 9001`, `OEKO-TEX Standard 100`."""
        if self.kind == self.Kind.OTHER:
            return self.name
        return f"{self.get_kind_display()} {self.name}".strip()

    @property
    def is_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < localdate()


def kind_named(name: str) -> str:
    """The standard that a company's own name for a certificate means, `other` where it is none of the list."""
    bare = "".join(name.lower().split()).replace("-", "")
    for kind in ProductCertificate.Kind:
        word = "".join(str(kind.label).lower().split()).replace("-", "")
        if bare == word:
            return str(kind.value)
    return str(ProductCertificate.Kind.OTHER.value)


class TooMany(Refused):
    """More papers than a product may have."""


def put_papers(product: "Product", kind: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Change, add and remove as the rows say; one that no row names was added by somebody else, and stays.

    `kind` is one of the two models. A row has its fields, `ref` of one that is there, `file` (a checked ContentFile)
    for a new copy, and `remove`. One that is made gives the row its `ref`. The caller holds the product's lock.
    """
    known: dict[str, Any] = {one.ref: one for one in kind._default_manager.filter(product=product)}
    gone, position = [], 0
    for row in rows:
        paper = known.get(row.get("ref", ""))
        if row.get("remove") or (paper is None and row.get("ref")):
            gone += [known.pop(paper.ref)] if paper else []
            continue
        if paper is None:
            paper = kind(product=product)
            known[paper.ref] = paper
            row["ref"] = paper.ref
        position += 1
        fill(paper, row, position)
    if len(known) > kind.MOST:
        raise TooMany(_("Up to %(most)s of them, please: remove one first.") % {"most": kind.MOST})
    kind._default_manager.filter(pk__in=[one.pk for one in gone]).delete()
    for paper in known.values():
        paper.save()
    transaction.on_commit(lambda: forget_files([one.file for one in gone]))


def fill(paper: Any, row: dict[str, Any], position: int) -> None:
    for name in paper.FIELDS:
        setattr(paper, name, row.get(name, getattr(paper, name)))
    paper.position = position
    if file := row.get("file"):
        if paper.file:
            old = paper.file.storage, paper.file.name
            transaction.on_commit(lambda: old[0].delete(old[1]))
        paper.file, paper.size = file, file.size


def papers_text(papers: Iterable[Any]) -> str:
    """As the editor's snapshot has them: the reference, the fields, and (of what is not saved yet) the held file."""
    return json.dumps(
        [[one.ref, *(said(getattr(one, name)) for name in one.FIELDS), ""] for one in papers], ensure_ascii=False
    )


def said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


PARTS["documents"] = lambda product: papers_text(product.documents.all())
PARTS["certificates"] = lambda product: papers_text(product.certificates.all())
