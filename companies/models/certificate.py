"""Certificates that companies state they hold."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files
from portal.core.uploads import forget_file, validate_https

MOST_CERTIFICATES = 40
NOT_YOURS = _("Only an owner or a manager may change the company.")
TWICE = _("This certificate with this number is in your list already.")


def new_certificate_ref() -> str:
    return new_ref("Z")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def readable_by(self, actor: Actor) -> "CertificateQuerySet":
        """Those whose file the actor may read: the company's own people, staff, and anybody if it is public."""
        rows = self.exclude(file="").filter(company__in=Company.objects.visible_to(actor))
        if actor.is_staff:
            return rows
        return rows.filter(models.Q(is_file_public=True) | models.Q(company_id=actor.company_id))

    def visible_to(self, actor: Actor) -> "CertificateQuerySet":
        return self.filter(company__in=Company.objects.visible_to(actor))

    def owned_by(self, actor: Actor) -> "CertificateQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def current(self) -> "CertificateQuerySet":
        return self.exclude(valid_until__lt=localdate())


class StatedManager(models.Manager.from_queryset(CertificateQuerySet)):  # type: ignore[misc]  # made by Django
    """Removed ones are out of sight; `with_removed` has them, so that a removal can be undone."""

    def get_queryset(self) -> CertificateQuerySet:
        rows: CertificateQuerySet = super().get_queryset().filter(removed_at=None)
        return rows


@keeps_files(_("Copies of certificates"), owner="company_id")
class Certificate(models.Model):
    """A certificate the company states it holds; stated, not verified, unless a tier says so."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="certificates")
    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_certificate_ref)
    name = models.CharField(_("certificate"), max_length=120)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    scope = models.CharField(_("what it covers"), max_length=300, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    check_url = models.URLField(_("issuer's check page"), blank=True, validators=[validate_https])
    file = models.FileField(_("copy"), upload_to="certificates/", storage=private_files, blank=True)
    is_file_public = models.BooleanField(_("anybody may read the copy"), default=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StatedManager()
    with_removed = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name", "number"],
                condition=models.Q(removed_at=None),
                name="certificate_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < localdate()

    @property
    def file_url(self) -> str:
        return reverse("companies:certificate_file", args=[self.company.slug, self.ref])

    @property
    def file_type(self) -> str:
        return "application/pdf" if str(self.file.name).endswith(".pdf") else "image/jpeg"

    @property
    def file_title(self) -> str:
        """A name to save it under: what it is and whose."""
        stem = slugify(f"{self.company.slug} {self.name}") or "certificate"
        return f"{stem}.{str(self.file.name).rpartition('.')[2]}"

    @classmethod
    def state(cls, company: Company, by: Actor, file: Any = None, **fields: Any) -> "Certificate":
        """Add one, with a ContentFile as its copy.

        Raises PermissionDenied without the power, Refused for the same one twice or too many.
        """
        require(can_edit_company(by, company), NOT_YOURS)
        with locked(company, field="is_active"):
            if company.certificates.count() >= MOST_CERTIFICATES:
                raise Refused(_("Up to 40 certificates are kept. Remove those that have run out first."))
            certificate = cls(company=company, **fields)
            certificate.keep(file)
            certificate.save_once()
            record("certificate.added", certificate, by=by, company=company.pk)
        return certificate

    def correct(
        self, by: Actor, file: "ContentFile[bytes] | None" = None, drop_file: bool = False, **fields: Any
    ) -> None:
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self, field="removed_at"):
            for name, value in fields.items():
                setattr(self, name, value)
            if file or drop_file:
                forget_file(self.file)
                self.file = ""
            self.keep(file)
            self.save_once()
            record("certificate.changed", self, by=by, company=self.company_id)

    def remove(self, by: Actor) -> None:
        """Out of sight at once; row and file stay thirty days (companies/purge.py), so that it can be undone."""
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self, field="removed_at"):
            if self.removed_at is None:
                self.removed_at = now()
                self.save(update_fields=["removed_at"])
                record("certificate.removed", self, by=by, company=self.company_id)

    def bring_back(self, by: Actor) -> None:
        """Undo `remove`. Raises Refused when the same one was added meanwhile."""
        require(can_edit_company(by, self.company), NOT_YOURS)
        with locked(self, field="removed_at"):
            if self.removed_at is not None:
                self.removed_at = None
                self.save_once()
                record("certificate.added", self, by=by, company=self.company_id)

    def keep(self, file: "ContentFile[bytes] | None") -> None:
        if file is not None:
            ending = str(file.name).rpartition(".")[2]
            file.name = f"{secrets.token_hex(12)}.{ending}"
            self.file = file

    def save_once(self) -> None:
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise Refused(TWICE) from None
