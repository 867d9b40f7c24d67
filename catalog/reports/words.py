"""The states of a case of reports, the reasons for which people report, and how both are told."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    OPEN = "open", _("Waiting")
    CHANGE_ASKED = "change", _("Change asked")
    PUT_RIGHT = "put_right", _("Put right")
    TAKEN_DOWN = "down", _("Taken down")
    DISMISSED = "dismissed", _("Dismissed")


class CaseOutcome(models.TextChoices):
    GRANTED = "granted", _("Appeal granted")
    REFUSED = "refused", _("Appeal refused")


class ReportReason(models.TextChoices):
    COUNTERFEIT = "counterfeit", _("Counterfeit, or rights of others")
    PROHIBITED = "prohibited", _("Goods that may not be traded here")
    MISLEADING = "misleading", _("Misleading text, pictures or terms")
    CATEGORY = "category", _("Wrong category")
    DUPLICATE = "duplicate", _("The same many times over, or advertising")
    CONTACT = "contact", _("Contact details or pictures taken from somebody else")
    FRAUD = "fraud", _("Fraud, or passwords or payment elsewhere asked for")
    ABUSE = "abuse", _("Insults, threats or harassment")
    OTHER = "other", _("Something else")


R = ReportReason
LISTING_REASONS = (R.COUNTERFEIT, R.PROHIBITED, R.MISLEADING, R.CATEGORY, R.DUPLICATE, R.CONTACT, R.OTHER)
TALK_REASONS = (R.FRAUD, R.ABUSE, R.DUPLICATE, R.PROHIBITED, R.COUNTERFEIT, R.OTHER)

S = CaseState
RESULTS: dict[str, Any] = {
    S.OPEN: _("Our staff will look at it."),
    S.CHANGE_ASKED: _("Its company was asked to change it."),
    S.PUT_RIGHT: _("Its company has changed it."),
    S.TAKEN_DOWN: _("It was taken down."),
    S.DISMISSED: _("Our staff found nothing against our rules."),
}
