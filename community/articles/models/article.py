"""An article: what readers read of it, how it came to be published, and when it wants to be looked at again."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.articles import permissions as rules
from community.articles.models import article_rows as kept
from community.articles.models.article_rows import READABLE, UNPUBLISHED, ArticleQuerySet, months_after
from community.discussion.models import Thread
from community.models.community import Community
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

MAX_BODY = 60_000  # characters


class ChangedMeanwhile(WrongState):
    """Somebody else has saved since the form was opened; what was typed is still in the form."""


class Article(models.Model):
    """`title` and `body` are what readers read: the published version, or the newest draft while there is none.

    `latest` is the number of the newest version, `published` that of the version readers read. Translations of each
    other share their `group`. `review_months` says how long it holds before it wants to be looked at again (0: always).
    """

    State = kept.State

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="articles")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="articles")
    group = models.CharField(max_length=16)
    language = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"), max_length=MAX_BODY)
    category = models.CharField(_("category"), max_length=60)
    tags = models.TextField(_("tags"), max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=kept.State, default=kept.State.DRAFT)
    latest = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    review_months = models.PositiveSmallIntegerField(_("look at it again after"), default=12)
    review_due_on = models.DateField(null=True)
    review_asked_for = models.DateField(null=True)
    said = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["community", "state", "category", "title", "id"], name="article_by_category"),
            models.Index(fields=["review_due_on"], name="article_review_due", condition=models.Q(state="published")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["community", "group", "language"], name="article_language_once"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "outdated"]) | models.Q(published__isnull=False),
                name="article_published_has_version",
            ),
            models.CheckConstraint(
                condition=models.Q(published=None) | models.Q(published__lte=models.F("latest")),
                name="article_published_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:article", args=[self.community.slug, self.ref])

    @property
    def tag_list(self) -> list[str]:
        return self.tags.split("\n")[1:-1] if self.tags else []

    @property
    def is_readable(self) -> bool:
        return self.state in READABLE

    @property
    def is_unpublished(self) -> bool:
        return self.state in UNPUBLISHED

    @property
    def wants_review(self) -> bool:
        return self.is_readable and self.review_due_on is not None and self.review_due_on <= timezone.localdate()

    def writers_of_pending(self) -> set[int | None]:
        """The author, and whoever wrote a version since the one that is published."""
        newer = self.versions.filter(number__gt=self.published or 0).values_list("user_id", flat=True)
        return {self.user_id, *newer}

    # writing

    @classmethod
    def begin(cls, community: Community, by: Actor, twin_of: "Article | None" = None, **fields: Any) -> "Article":
        """A draft with its first version; `twin_of` is an article it translates. The same form sent twice is one."""
        with locked(community):
            require(rules.can_write_article(by, community), _("Only members write articles here."))
            note = fields.pop("note", "")
            since = timezone.now() - SAME_CLICK
            twins = cls.objects.filter(community=community, company=by.company, user=by.user, created_at__gt=since)
            same = twins.filter(title=fields["title"], body=fields["body"], language=fields["language"]).first()
            if same is not None:
                return same
            ref = new_ref("AR")
            group = twin_of.group if twin_of else ref
            if cls.objects.filter(community=community, group=group, language=fields["language"]).exists():
                raise Refused(_("There is a text in this language already."))
            article = cls.objects.create(
                ref=ref, group=group, community=community, company=by.company, user=by.user, **fields
            )
            article.add_version(by, note)
            record("article.begun", article, by=by)
        return article

    def write(self, by: Actor, was: int, note: str = "", **fields: Any) -> None:
        """A new version of what is not published yet, in place of version `was`.

        Raises ChangedMeanwhile when somebody has saved since. What is published is changed by a suggestion.
        """
        with locked(self, *UNPUBLISHED):
            require(rules.can_edit_article(by, self), _("Only its author and moderators change this draft."))
            if self.latest != was:
                raise ChangedMeanwhile(gettext("The article was changed meanwhile. Your words are still here."))
            if all(getattr(self, name) == value for name, value in fields.items()):
                return
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            self.add_version(by, note)
            record("article.written", self, by=by, version=self.latest)

    def add_version(self, by: Actor, note: str, writer: Any = None) -> Any:
        """Keeps title and text as they are now; `writer` is whose they are when not the actor's. The caller holds the
        lock.
        """
        self.latest, self.updated_at = self.latest + 1, timezone.now()
        self.save(update_fields=["latest", "updated_at"])
        user, company = (writer.user, writer.company) if writer else (by.user, by.company)
        return self.versions.create(
            number=self.latest,
            title=self.title,
            body=self.body,
            note=note,
            user=user,
            company=company,
            author=str(user or company)[:300],
        )

    def arrange(self, by: Actor, **fields: Any) -> None:
        """Category, tags and when it is looked at again: no text, so no version."""
        with locked(self):
            require(rules.can_edit_article(by, self), _("Only its author and moderators change this."))
            if all(getattr(self, name) == value for name, value in fields.items()):
                return
            is_new_span = fields.get("review_months", self.review_months) != self.review_months
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            if self.is_readable and is_new_span:
                self.look_again()
            record("article.arranged", self, by=by)

    # review

    def propose(self, by: Actor) -> None:
        """Draft → in review."""
        with locked(self, self.State.DRAFT):
            require(rules.can_edit_article(by, self), _("Only its author and moderators propose it."))
            self.become(self.State.REVIEW)
            record("article.proposed", self, by=by)

    def approve(self, by: Actor, number: int) -> None:
        """In review → published, as it was read: raises ChangedMeanwhile when there is a newer version."""
        with locked(self, self.State.REVIEW):
            require(
                rules.can_approve_article(by, self),
                _("Another steward, moderator or reviewer approves it: nobody their own text."),
            )
            if number != self.latest:
                raise ChangedMeanwhile(gettext("The article was changed meanwhile. Read it again before you approve."))
            self.publish(by)
            record("article.published", self, by=by, version=number)

    def publish(self, by: Actor) -> None:
        """The newest version is what readers read from now on; the caller holds the lock."""
        now = timezone.now()
        self.published, self.published_at = self.latest, self.published_at or now
        self.versions.filter(number=self.latest).update(
            published_at=now, approved_by=by.user, approver=str(by.user or by.company)[:300]
        )
        self.save(update_fields=["published", "published_at"])
        self.become(self.State.PUBLISHED)
        self.look_again()

    def send_back(self, by: Actor, words: str) -> None:
        """In review → draft, with words for the author."""
        with locked(self, self.State.REVIEW):
            require(rules.can_review_article(by, self), _("Only reviewers send an article back."))
            self.become(self.State.DRAFT, words)
            record("article.sent_back", self, by=by)

    def look_again(self) -> None:
        """Today somebody has looked that it holds; the caller holds the lock."""
        months = self.review_months
        self.review_due_on = months_after(timezone.localdate(), months) if months else None
        self.save(update_fields=["review_due_on"])

    # what becomes of it

    def confirm(self, by: Actor) -> None:
        """It still holds: outdated or not, it is published until it wants to be looked at again."""
        with locked(self, *READABLE):
            allowed = rules.can_edit_article(by, self) or rules.can_review_article(by, self)
            require(allowed, _("Only its author and reviewers say so."))
            self.become(self.State.PUBLISHED)
            self.look_again()
            record("article.confirmed", self, by=by)

    def outdate(self, by: Actor, words: str) -> None:
        """Published → outdated: it is still read, with a warning that says why."""
        with locked(self, self.State.PUBLISHED):
            allowed = rules.can_edit_article(by, self) or rules.can_review_article(by, self)
            require(allowed, _("Only its author and reviewers say so."))
            self.become(self.State.OUTDATED, words)
            record("article.outdated", self, by=by)

    def withdraw(self, by: Actor, words: str) -> None:
        """Out of readers' sight, whatever it was."""
        with locked(self, *UNPUBLISHED, *READABLE):
            require(rules.can_edit_article(by, self), _("Only its author and moderators withdraw it."))
            self.become(self.State.WITHDRAWN, words)
            record("article.withdrawn", self, by=by)

    def bring_back(self, by: Actor) -> None:
        """Withdrawn → draft; it is published only after a review."""
        with locked(self, self.State.WITHDRAWN):
            require(rules.can_edit_article(by, self), _("Only its author and moderators bring it back."))
            self.become(self.State.DRAFT)
            record("article.brought_back", self, by=by)

    def restore(self, by: Actor, number: int) -> None:
        """The text of an earlier version as a new one. What is published goes back only to what was published before,
        by a reviewer; raises Refused otherwise.
        """
        with locked(self, *UNPUBLISHED, *READABLE):
            allowed = rules.can_review_article(by, self) if self.is_readable else rules.can_edit_article(by, self)
            require(allowed, _("You may not restore a version of this article."))
            old = self.versions.filter(number=number).first()
            if old is None or (self.is_readable and old.published_at is None):
                raise Refused(_("Only a version that was published before can be restored."))
            if (self.title, self.body) == (old.title, old.body):
                return
            self.title, self.body = old.title, old.body
            self.save(update_fields=["title", "body"])
            self.add_version(by, gettext("Version %(number)s again") % {"number": number})
            if self.is_readable:
                self.publish(by)
            record("article.restored", self, by=by, version=number)

    def become(self, state: str, words: str = "") -> None:
        self.state, self.said, self.updated_at = state, words, timezone.now()
        self.save(update_fields=["state", "said", "updated_at"])

    def name_reviewer(self, by: Actor, company: Company, is_named: bool = True) -> None:
        """A member that may approve this article beside stewards and moderators; or one that may not any more."""
        with locked(self):
            require(rules.can_name_reviewers(by, self), _("Stewards and moderators name reviewers."))
            if not is_named:
                self.reviewers.filter(company=company).delete()
                return
            if self.community.role_of(company.pk) in ("", "observer"):
                raise Refused(_("%(company)s is no member of this community.") % {"company": company})
            self.reviewers.get_or_create(company=company)
            record("article.reviewer_named", self, by=by, company=company.pk)
