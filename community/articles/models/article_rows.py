"""Which articles there are for whom."""

import calendar
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.articles.models.article import Article  # noqa: F401  (its rows)

KEEPERS = (CommunityMember.Role.STEWARD, CommunityMember.Role.MODERATOR)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


READABLE = (State.PUBLISHED, State.OUTDATED)
UNPUBLISHED = (State.DRAFT, State.REVIEW)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def seats(actor: Actor) -> "models.QuerySet[CommunityMember]":
    return CommunityMember.objects.active().filter(company_id=actor.company_id or 0)


def tags_stored(words: str) -> str:
    """Tags as they lie in one column: each between line ends, so that a whole tag can be looked for."""
    tags = list(dict.fromkeys(tag.strip().casefold() for tag in words.replace("\n", ",").split(",") if tag.strip()))
    return "\n" + "\n".join(tags) + "\n" if tags else ""


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> "ArticleQuerySet":
        """What is published, in communities the actor reads; drafts to their company, the keepers and reviewers."""
        readable = self.filter(community__in=Community.objects.readable_by(actor))
        places = seats(actor)
        reviewers: Any = apps.get_model("community", "ArticleReviewer")._default_manager  # defined above this module
        named = reviewers.filter(company_id=actor.company_id or 0).values("article")
        ours = models.Q(company_id=actor.company_id or 0) | models.Q(pk__in=named)
        behind = models.Q(community__in=places.filter(role__in=KEEPERS).values("community"))
        behind |= ours & models.Q(community__in=places.values("community"))
        return readable.filter(models.Q(state__in=READABLE) | behind)

    def published(self) -> "ArticleQuerySet":
        return self.filter(state__in=READABLE)

    def for_cards(self) -> "ArticleQuerySet":
        return self.select_related("company", "user", "community").defer("body")

    def to_review_by(self, actor: Actor) -> "ArticleQuerySet":
        """What waits for the actor's approval."""
        reviewers: Any = apps.get_model("community", "ArticleReviewer")._default_manager
        named = reviewers.filter(company_id=actor.company_id or 0).values("article")
        keeps = seats(actor).filter(role__in=KEEPERS).values("community")
        rows = self.filter(state=State.REVIEW, community__in=seats(actor).values("community"))
        versions: Any = apps.get_model("community", "ArticleVersion")._default_manager
        since = Coalesce(models.OuterRef("published"), 0)
        own = versions.filter(article=models.OuterRef("pk"), user=actor.user_id, number__gt=since)
        rows = rows.filter(models.Q(community__in=keeps) | models.Q(pk__in=named))
        return rows.filter(~models.Exists(own)).exclude(user=actor.user_id)

    def wanting_review(self) -> "ArticleQuerySet":
        """Published, and nobody has looked for longer than was set whether it still holds."""
        return self.filter(state__in=READABLE, review_due_on__lte=timezone.localdate())

    def matching(self, actor: Actor, **wanted: str) -> "ArticleQuerySet":
        """`q`, `category`, `language`, `tag` and `show` (`drafts`, `review`, `due`); what is empty narrows nothing."""
        rows = self
        for word in wanted.get("q", "").split():
            found = models.Q(title__icontains=word) | models.Q(body__icontains=word) | models.Q(tags__icontains=word)
            rows = rows.filter(found)
        for field in ("category", "language"):
            rows = rows.filter(**{field: wanted[field]}) if wanted.get(field) else rows
        rows = rows.filter(tags__contains=tags_stored(wanted["tag"])) if wanted.get("tag") else rows
        show = wanted.get("show", "")
        if show == "drafts":
            return rows.exclude(state__in=READABLE)
        if show == "review":
            return rows.to_review_by(actor)
        return rows.wanting_review() if show == "due" else rows.published()
