"""What came of an initiative, in words and figures."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from community.initiatives import permissions as rules
from community.initiatives.models.initiative import Initiative
from companies.models import User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import require
from portal.core.states import locked


class InitiativeOutcome(models.Model):
    """Reported by the lead. `value` is the business that came of it, in one currency.

    `is_shown` is the lead's consent that its figures are counted in what the community and the programme publish.
    """

    class Result(models.TextChoices):
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Partly reached")
        NOT = "not", _("Not reached")

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="outcome")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    result = models.CharField(_("was the aim reached?"), max_length=8, choices=Result)
    words = models.TextField(_("what came of it"), max_length=8000)
    lessons = models.TextField(_("what others can learn from it"), max_length=8000, blank=True)
    value = AmountField(null=True, blank=True)
    currency = CurrencyField(blank=True)
    jobs = models.PositiveIntegerField(_("jobs created or kept"), null=True, blank=True)
    orders = models.PositiveIntegerField(_("orders won"), null=True, blank=True)
    visitors = models.PositiveIntegerField(_("visitors or participants"), null=True, blank=True)
    is_shown = models.BooleanField(default=False)
    reported_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value=None, currency="") | (models.Q(value__gte=0) & ~models.Q(currency="")),
                name="initiative_outcome_value_has_currency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.result}"

    @property
    def money(self) -> Money | None:
        return Money(self.value, self.currency) if self.value is not None else None

    @classmethod
    def report(cls, initiative: Initiative, by: Actor, **fields: Any) -> "InitiativeOutcome":
        """Under way → done; a report may be put right later by the lead."""
        state = Initiative.State
        with locked(initiative, state.UNDER_WAY, state.DONE):
            require(rules.can_lead_initiative(by, initiative), _("Only the company that leads it reports the outcome."))
            values = {**fields, "user": by.user}
            outcome, is_new = cls.objects.update_or_create(initiative=initiative, defaults=values)
            if is_new:
                initiative.state, initiative.ended_at = state.DONE, timezone.now()
                initiative.moved_at = initiative.ended_at
                initiative.save(update_fields=["state", "ended_at", "moved_at"])
            record("initiative.reported" if is_new else "initiative.report_changed", initiative, by=by)
        return outcome
