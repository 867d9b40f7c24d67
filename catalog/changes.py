"""What was done from the table of own products, one row or thousands: in steps of two hundred, and with a way back.

A change keeps, for each product, what it touched as it was before and as it was afterwards. Undoing puts back only
what is still as the change left it: what somebody has changed again since is theirs.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.permissions import can_edit_catalogue
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import WrongState, require
from portal.core.refs import new_ref
from portal.core.timed import every

if TYPE_CHECKING:
    from catalog.products import Product

KEPT_FOR = timedelta(days=1)
STEP = 200
REFUSAL = _("You may not change this company's products.")


class CatalogueChangeQuerySet(models.QuerySet["CatalogueChange"]):
    def visible_to(self, actor: Actor) -> "CatalogueChangeQuerySet":
        """One's own, made for the acting company: nobody undoes what a colleague did."""
        return self.filter(user=actor.user_id, company=actor.company_id) if actor.company else self.none()


class CatalogueChange(models.Model):
    """One act on one or many products of a company, by one person."""

    class Kind(models.TextChoices):
        ROW = "row", _("price, minimum order and stock")
        PUBLISH = "publish", _("published")
        PAUSE = "pause", _("paused")
        RENEW = "renew", _("renewed")
        DELETE = "delete", _("deleted")
        CATEGORY = "category", _("category")
        PRICE = "price", _("prices")
        LEAD_TIME = "lead_time", _("lead time")
        INCOTERM = "incoterm", _("Incoterm")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField(default=0)  # of products that it changed
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    objects = CatalogueChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="catalogue_change_age")]

    def __str__(self) -> str:
        return f"{self.ref} {self.kind}"

    @classmethod
    def begin(cls, by: Actor, kind: str) -> "CatalogueChange":
        require(can_edit_catalogue(by, by.company_id or 0), REFUSAL)
        return cls.objects.create(ref=new_ref("B"), company_id=by.company_id, user_id=by.user_id, kind=kind)

    def note(self, before: dict[int, Any], after: dict[int, Any]) -> None:
        """What one step did; in the transaction of that step."""
        if not after:
            return
        rows = [[pk, before[pk], after[pk]] for pk in after]
        CatalogueStep.objects.create(change=self, rows=rows)
        self.number += len(rows)
        self.save(update_fields=["number"])

    def undo(self, by: Actor) -> tuple[int, int]:
        """How many are as they were before, and how many were left alone. Raises WrongState the second time."""
        from catalog.bulk import put_back

        require(can_edit_catalogue(by, self.company_id) and by.user_id == self.user_id, REFUSAL)
        with transaction.atomic():
            fresh = CatalogueChange.objects.filter(pk=self.pk, undone_at=None)
            if not fresh.update(undone_at=timezone.now()):
                raise WrongState(_("This was undone already."))
        done = 0
        for step in self.steps.order_by("-pk"):
            with transaction.atomic():
                done += put_back(self, step.rows, by)
        return done, self.number - done


class CatalogueStep(models.Model):
    """Up to two hundred products of a change, each as [key, before, after]."""

    change = models.ForeignKey(CatalogueChange, models.CASCADE, related_name="steps")
    rows = models.JSONField()

    def __str__(self) -> str:
        return f"{self.change_id} · {len(self.rows)}"


@every(hours=6)
def sweep() -> None:
    CatalogueChange.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def locked_rows(company_id: int, keys: list[int]) -> "list[Product]":
    """The products of a step, locked in the order of their keys."""
    from catalog.models import Product

    rows = Product.everything.filter(company=company_id, pk__in=keys).order_by("pk")
    return list(rows.select_for_update(no_key=True))
