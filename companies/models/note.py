"""What programme staff write down about a company, for one another."""

from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require
from portal.core.states import SAME_CLICK


class StaffNote(models.Model):
    """A note; the company never sees it, and nobody changes it afterwards."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="staff_notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("note"), max_length=2000)
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("note of staff")
        verbose_name_plural = _("notes of staff")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words[:60]

    @classmethod
    def write(cls, company: Company, by: Actor, words: str) -> "StaffNote":
        """Keep a note; the same one sent twice is one."""
        require(by.is_staff and by.through is None, _("Only programme staff write notes."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=company.pk)
            since = now() - SAME_CLICK
            twin = company.staff_notes.filter(user=by.user, words=words, created_at__gt=since).first()
            if twin is not None:
                return twin
            note = cls.objects.create(company=company, user=by.user, words=words)
            record("staff_note.written", note, by=by.as_staff())
        return note
