"""Cases of moderation with their reports, measures and appeals; what was done and by whom; the rules of a community."""

from community.moderation.models.appeal import CaseAppeal
from community.moderation.models.case import (
    ContentChanged,
    ModerationCase,
    ModerationCaseQuerySet,
    Verdict,
)
from community.moderation.models.log import ModerationEntry
from community.moderation.models.measure import Measure, MeasureQuerySet
from community.moderation.models.report import ContentReport, ContentReportQuerySet
from community.moderation.models.rules import ContentRule, ContentRuleQuerySet, ModerationSettings

__all__ = [
    "CaseAppeal",
    "ContentChanged",
    "ContentReport",
    "ContentReportQuerySet",
    "ContentRule",
    "ContentRuleQuerySet",
    "Measure",
    "MeasureQuerySet",
    "ModerationCase",
    "ModerationCaseQuerySet",
    "ModerationEntry",
    "ModerationSettings",
    "Verdict",
]
