"""What matters how much to the buyer of a request, for scoring the quotations on it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models import RFQ
from offers.permissions import can_manage_rfq
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

MOST = 100


class ComparisonWeights(models.Model):
    """The buying company's own, one for a request: no supplier ever sees it. Each from 0 (left out) to 100."""

    CRITERIA: ClassVar[tuple[str, ...]] = ("price", "lead_time", "payment", "tier", "requirements", "response")

    rfq = models.OneToOneField(RFQ, models.CASCADE, related_name="weights")
    price = models.PositiveSmallIntegerField(_("price"), default=40, validators=[MaxValueValidator(MOST)])
    lead_time = models.PositiveSmallIntegerField(_("lead time"), default=20, validators=[MaxValueValidator(MOST)])
    payment = models.PositiveSmallIntegerField(_("payment terms"), default=10, validators=[MaxValueValidator(MOST)])
    tier = models.PositiveSmallIntegerField(_("verification"), default=10, validators=[MaxValueValidator(MOST)])
    requirements = models.PositiveSmallIntegerField(
        _("requirements met"), default=15, validators=[MaxValueValidator(MOST)]
    )
    response = models.PositiveSmallIntegerField(_("response"), default=5, validators=[MaxValueValidator(MOST)])
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("weights of a comparison")
        verbose_name_plural = _("weights of comparisons")
        constraints = [
            models.CheckConstraint(
                condition=Q(price__lte=MOST, lead_time__lte=MOST, payment__lte=MOST)
                & Q(tier__lte=MOST, requirements__lte=MOST, response__lte=MOST),
                name="weights_up_to_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(price__gt=0) | Q(lead_time__gt=0) | Q(payment__gt=0) | Q(tier__gt=0)
                | Q(requirements__gt=0) | Q(response__gt=0),
                name="weights_not_all_zero",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rfq_id}: {self.as_dict}"

    @property
    def as_dict(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.CRITERIA}

    @classmethod
    def put(cls, rfq: RFQ, weights: dict[str, int], by: Actor) -> "ComparisonWeights":
        """Keep these. The last one who enters wins: they are the company's notes. Raises Refused for all zero."""
        with locked(rfq, *rfq.PUBLISHED):
            require(can_manage_rfq(by, rfq), _("Your role may not weigh the quotations on this request."))
            values = {name: weights.get(name, 0) for name in cls.CRITERIA}
            if not any(values.values()) or any(not 0 <= value <= MOST for value in values.values()):
                raise Refused(_("Give at least one criterion a weight, each from 0 to 100."))
            made = {**values, "user": by.user, "updated_at": timezone.now()}
            kept, _new = cls.objects.update_or_create(rfq=rfq, defaults=made)
            record("weights.saved", kept, by=by)
        return kept

    @classmethod
    def clear(cls, rfq: RFQ, by: Actor) -> None:
        """No scoring any more; none there is no mistake."""
        with locked(rfq, *rfq.PUBLISHED):
            require(can_manage_rfq(by, rfq), _("Your role may not weigh the quotations on this request."))
            cls.objects.filter(rfq=rfq).delete()
