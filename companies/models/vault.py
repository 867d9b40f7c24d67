"""The document vault: papers a company hands in for checks. Its owner, its managers and reviewing staff see them."""

import hashlib
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_edit_company, can_review_of, can_view_documents, may_review
from companies.verification.checklist import PAPERS, Paper, paper_choices
from companies.verification.uploads import Upload
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files

MOST_VERSIONS = 20
MOST_DOCUMENTS = 60


def document_ref() -> str:
    return new_ref("D")


class VaultDocument(models.Model):
    """One paper of a company; each new file of it is a version, and the old ones stay as they were."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=32, choices=paper_choices)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["company", "kind"], name="vault_one_of_a_kind")]

    def __str__(self) -> str:
        return str(self.paper.label)

    @property
    def paper(self) -> Paper:
        return PAPERS.get(self.kind) or Paper(self.kind, self.kind)

    @classmethod
    def add(
        cls, company: Company, kind: str, upload: Upload, by: Actor, valid_until: date | None = None
    ) -> "DocumentVersion":
        """Keep a file as the newest version of the company's paper of that kind; the same file again changes nothing.

        Raises PermissionDenied without the power, Refused past the limits of the vault.
        """
        require(
            can_edit_company(by, company) and can_view_documents(by, company),
            _("Only an owner or a manager hands in documents."),
        )
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=company.pk)
            document, _is_new = cls.objects.get_or_create(company=company, kind=kind)
            versions = list(document.versions.order_by("-number"))
            digest = hashlib.sha256(upload.data).hexdigest()
            if versions and (versions[0].sha256, versions[0].valid_until) == (digest, valid_until):
                return versions[0]
            if len(versions) >= MOST_VERSIONS:
                raise Refused(_("This paper has been replaced very often. Write to us before you send it again."))
            version = DocumentVersion(
                document=document,
                number=versions[0].number + 1 if versions else 1,
                name=upload.name[:120],
                media_type=upload.media_type,
                size=len(upload.data),
                sha256=digest,
                valid_until=valid_until,
                uploaded_by=by.user,
            )
            version.file.save(f"{version.ref}{upload.suffix}", ContentFile(upload.data), save=False)
            version.save()
            record("document.added", version, by=by, company=company.pk, paper=kind, number=version.number)
        return version

    def remove(self, by: Actor) -> None:
        """Take it out of the vault with all its versions; not while a check leans on it.

        Raises PermissionDenied without the power, Refused when a check has used it.
        """
        with transaction.atomic():
            require(can_edit_company(by, self.company), _("Only an owner or a manager removes documents."))
            Company.objects.select_for_update(no_key=True).get(pk=self.company_id)
            if self.versions.filter(claims__state__in=["submitted", "first_approved", "approved"]).exists():
                raise Refused(_("A check leans on this document. Withdraw the check first, or send a newer version."))
            record("document.removed", self, by=by, company=self.company_id, paper=self.kind)
            files = [version.file for version in self.versions.all()]
            self.delete()
            for file in files:
                transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]  # bound now


class DocumentVersionQuerySet(models.QuerySet["DocumentVersion"]):
    def visible_to(self, actor: Actor) -> "DocumentVersionQuerySet":
        """A company's own for its owner and managers; those of other firms for staff who review."""
        rows = self.none()
        if actor.company and actor.may("view_documents") and actor.scopes is None:
            rows = self.filter(document__company_id=actor.company_id)
        if may_review(actor):
            own = [company.pk for company in actor.companies]
            rows = rows | self.exclude(document__company_id__in=own)
        return rows

    def newest(self) -> "DocumentVersionQuerySet":
        """The latest version of each document."""
        later = DocumentVersion.objects.filter(
            document_id=models.OuterRef("document_id"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))


@keeps_files(_("Documents for verification"), owner="document__company_id")
class DocumentVersion(models.Model):
    """A file as it was handed in; it is never changed, and `sha256` shows that."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=document_ref)
    document = models.ForeignKey(VaultDocument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="vault/", storage=private_files)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once: a version says what was handed in then."""
        if not self._state.adding:
            raise Refused(_("A document that was handed in is not changed. Send a new version."))
        super().save(*args, **kwargs)

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < localdate()

    def note_seen(self, by: Actor) -> None:
        """Staff opened it: that stands in the company's log."""
        require(can_review_of(by, self.document.company), _("You may not see documents of this company."))
        record("document.seen", self, by=by, company=self.document.company_id, paper=self.document.kind)
