"""What Stripe and the portal do not agree on: found by the nightly comparison, looked at by staff."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Difference(models.Model):
    class Kind(models.TextChoices):
        AMOUNT = "amount", _("another amount")
        ONLY_STRIPE = "only_stripe", _("only Stripe knows of it")
        ONLY_HERE = "only_here", _("Stripe knows nothing of it")
        SECOND = "second", _("a second subscription of one company")
        STUCK = "stuck", _("money that did not get where it should")

    kind = models.CharField(max_length=12, choices=Kind)
    stripe_id = models.CharField(max_length=255, blank=True)
    ref = models.CharField(max_length=16, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("difference from Stripe")
        verbose_name_plural = _("differences from Stripe")
        constraints = [models.UniqueConstraint(fields=["kind", "stripe_id", "ref"], name="difference_once")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.ref, self.stripe_id, self.detail) if part)

    @classmethod
    def note(cls, kind: str, stripe_id: str, ref: str, detail: str) -> "Difference":
        now = {"detail": detail[:300], "seen_at": timezone.now(), "gone_at": None}
        return cls.objects.update_or_create(kind=kind, stripe_id=stripe_id, ref=ref, defaults=now)[0]

    @classmethod
    def forget_stuck(cls, ref: str) -> None:
        """The money of this payment got where it should after all."""
        cls.objects.filter(kind=cls.Kind.STUCK, ref=ref, gone_at=None).update(gone_at=timezone.now())
