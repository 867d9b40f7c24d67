"""What somebody typed into the editor and has not saved: kept a moment after each change, offered when they return.

Buyers never see it. It holds the fields as the browser sends them, also the incomplete and the wrong ones.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.timed import every

if TYPE_CHECKING:
    from catalog.products import Product
    from companies.people import User

KEPT_FOR = timedelta(days=30)
MOST_SIGNS = 400_000  # two descriptions of 20,000 signs and eighty specifications are less than half of it
NOT_KEPT = {"csrfmiddlewaretoken", "save", "add"}


class EditorDraftQuerySet(models.QuerySet["EditorDraft"]):
    def of(self, actor: Actor, product: "Product") -> "EditorDraftQuerySet":
        """The person's own of this product; of a product that is not saved yet, theirs for the acting company."""
        rows = self.filter(user=actor.user_id, company=product.company_id)
        return rows.filter(product=product.pk if product.pk else None)


class EditorDraft(models.Model):
    """One for each person and product; without a product, that of a new one."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    data = models.JSONField()  # the name of each field: the list of its values
    at = models.DateTimeField(default=timezone.now)

    objects = EditorDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "product"], condition=~models.Q(product=None), name="draft_once_for_product"
            ),
            models.UniqueConstraint(
                fields=["user", "company"], condition=models.Q(product=None), name="draft_once_for_new"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.product_id}"

    @classmethod
    def keep(cls, by: Actor, product: "Product", typed: QueryDict) -> "EditorDraft":
        """In the place of what was kept before. Raises Refused when it is far more than the editor holds."""
        data = {name: values for name, values in typed.lists() if name not in NOT_KEPT}
        if sum(len(value) for values in data.values() for value in values) > MOST_SIGNS:
            raise Refused(_("This is too much text to be kept. Shorten it, or save it in parts."))
        with transaction.atomic():
            who: dict[str, Any] = {"user_id": by.user_id, "company_id": product.company_id, "product_id": product.pk}
            draft, _made = cls.objects.update_or_create(**who, defaults={"data": data, "at": timezone.now()})
        return draft

    @classmethod
    def forget(cls, by: Actor, product: "Product", was_new: bool = False) -> None:
        """With `was_new` also what was typed before the product was there."""
        cls.objects.of(by, product).delete()
        if was_new:
            cls.objects.filter(user=by.user_id, company=product.company_id, product=None).delete()

    @property
    def typed(self) -> QueryDict:
        found = QueryDict(mutable=True)
        for name, values in self.data.items():
            found.setlist(name, values)
        return found


@every(hours=6)
def sweep() -> None:
    """Nobody came back for it."""
    EditorDraft.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


@personal_data("unsaved_products")
def unsaved(user: "User") -> Rows:
    yield from EditorDraft.objects.filter(user=user).values("product__ref", "company__slug", "at", "data")


@on_farewell
def forget_unsaved(user: "User") -> None:
    EditorDraft.objects.filter(user=user).delete()
