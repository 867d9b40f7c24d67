"""Products a person looked at last: for their own eyes, up to thirty, to be cleared and switched off.

A person's are rows, so that they follow them from machine to machine. A visitor's stay in a cookie of their own
browser: nothing about somebody we do not know is kept here.
"""

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from portal.core.timed import every

if TYPE_CHECKING:
    from catalog.models import Product

MOST_SEEN = 30
REF = re.compile(r"P-[0-9A-Z]{1,14}")


def refs_of(texts: Any, most: int) -> list[str]:
    """The product references among what a browser sent: each once, at most `most`, anything else left out."""
    return [text for text in dict.fromkeys(texts) if isinstance(text, str) and REF.fullmatch(text)][:most]


class SeenQuerySet(models.QuerySet["Seen"]):
    def of(self, user_id: int) -> "SeenQuerySet":
        """The person's own, the last one first."""
        return self.filter(user_id=user_id).order_by("-seen_at", "-pk")


class Seen(models.Model):
    """When a person last looked at a product."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    objects = SeenQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "product"], name="seen_once")]
        indexes = [models.Index(fields=["user", "-seen_at"], name="seen_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.product_id}"

    @classmethod
    def note(cls, user_id: int, product: "Product") -> None:
        """One statement, so that several pages opened at once are all remembered."""
        Seen.objects.bulk_create(
            [Seen(user_id=user_id, product=product)],
            update_conflicts=True,
            unique_fields=["user", "product"],
            update_fields=["seen_at"],
        )

    @classmethod
    def trim(cls, user_id: int) -> None:
        """Forget what is older than the last thirty."""
        kept = list(cls.objects.of(user_id).values_list("pk", flat=True)[:MOST_SEEN])
        cls.objects.filter(user_id=user_id).exclude(pk__in=kept).delete()


class SeenSetting(models.Model):
    """That a person does not want to be reminded of what they looked at: such a row switches it off."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user_id}"

    @classmethod
    def is_off_for(cls, user_id: int) -> bool:
        return cls.objects.filter(user_id=user_id).exists()

    @classmethod
    def switch(cls, user_id: int, is_on: bool) -> None:
        """Off forgets at once what there is."""
        with transaction.atomic():
            if is_on:
                cls.objects.filter(user_id=user_id).delete()
            else:
                cls.objects.get_or_create(user_id=user_id)
                Seen.objects.of(user_id).delete()


@every(hours=1)
def forget_older() -> None:
    """No page pays for tidying up: what is beyond the last thirty goes once an hour."""
    counted = Seen.objects.order_by().values("user_id").annotate(number=models.Count("pk"))
    for user_id in list(counted.filter(number__gt=MOST_SEEN).values_list("user_id", flat=True)):
        Seen.trim(user_id)
