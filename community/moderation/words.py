"""The states of a case, the reasons for which people report, and what can be done, each with its words."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.reports.words import ReportReason as R


class CaseState(models.TextChoices):
    OPEN = "open", _("Waiting")
    DISMISSED = "dismissed", _("Nothing wrong")
    RELEASED = "released", _("Released")
    UPHELD = "upheld", _("Acted on")
    TAKEN_BACK = "back", _("Taken back")


class Source(models.TextChoices):
    REPORT = "report", _("Reported")
    FIRST = "first", _("First post, held")
    RULE = "rule", _("Held by a rule")
    FLAG = "flag", _("Marked by a rule")


class Act(models.TextChoices):
    HIDE = "hide", _("Hide it")
    LOCK = "lock", _("Close the thread for replies")
    WARN = "warn", _("Warn the company")
    STRIKE = "strike", _("Give it a strike")
    SUSPEND = "suspend", _("Suspend its writing")
    REMOVE = "remove", _("Remove it from the community")


class Outcome(models.TextChoices):
    GRANTED = "granted", _("Appeal granted")
    REFUSED = "refused", _("Appeal refused")


class Effect(models.TextChoices):
    """What a rule of words or links does."""

    FLAG = "flag", _("Show it, and let a moderator look")
    HOLD = "hold", _("Hold it until a moderator has looked")
    REFUSE = "refuse", _("Refuse it with a sentence")


OTHER = R.OTHER.value
RULES, OFF_TOPIC = "rules", "off_topic"
REASONS: dict[str, Any] = {
    RULES: _("Against the rules of this community"),
    OFF_TOPIC: _("It does not belong here"),
    **{one.value: one.label for one in (R.FRAUD, R.ABUSE, R.DUPLICATE, R.PROHIBITED, R.COUNTERFEIT, R.MISLEADING)},
    OTHER: R.OTHER.label,
}
ON_COMPANY = (Act.WARN, Act.STRIKE, Act.SUSPEND, Act.REMOVE)

# What a reporter is told of the outcome.
RESULTS: dict[str, Any] = {
    CaseState.OPEN: _("The moderators will look at it."),
    CaseState.DISMISSED: _("The moderators found nothing against the rules."),
    CaseState.RELEASED: _("The moderators found nothing against the rules."),
    CaseState.UPHELD: _("The moderators found that it breaks the rules, and acted."),
    CaseState.TAKEN_BACK: _("The decision was looked at again and taken back: it stays as it is."),
}
