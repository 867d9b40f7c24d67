"""Versions, suggestions, reviewers, pictures and opinions of an article."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.articles import permissions as rules
from community.articles.models.article import MAX_BODY, Article, ChangedMeanwhile
from community.articles.models.article_rows import READABLE, UNPUBLISHED
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files
from portal.core.uploads import forget_file

MOST_PICTURES = 40
MOST_SUGGESTIONS = 50


class ArticleVersion(models.Model):
    """Title and text as they once were, never changed; `note` says what was changed, `published_at` since when read.

    `author` and `approver` are the names of then; nothing once the person has left.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=MAX_BODY)
    note = models.CharField(_("what was changed"), max_length=200, blank=True)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    approver = models.CharField(max_length=300, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"

    @property
    def written_by(self) -> str:
        return self.author or str(self.user or self.company)

    @property
    def released_by(self) -> str:
        return self.approver or (str(self.approved_by) if self.approved_by else "")


class ArticleReviewer(models.Model):
    """A member that may approve this one article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="reviewers")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "company"], name="article_reviewer_once")]

    def __str__(self) -> str:
        return f"{self.company_id} for {self.article_id}"


class SuggestionQuerySet(models.QuerySet["ArticleSuggestion"]):
    def open(self) -> "SuggestionQuerySet":
        return self.filter(state=ArticleSuggestion.State.OPEN)

    def visible_to(self, actor: Actor) -> "SuggestionQuerySet":
        """Inside the community alone: a public one's readers see what was taken, not what was proposed."""
        seats = actor.company_id or 0
        member = models.Q(article__community__members__company=seats, article__community__members__state="active")
        return self.filter(member, article__in=Article.objects.visible_to(actor))


class ArticleSuggestion(models.Model):
    """A proposed edit of what is published, written upon version `base`; open until it is taken, declined or taken
    back.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        TAKEN = "taken", _("Taken over")
        DECLINED = "declined", _("Declined")
        RETRACTED = "retracted", _("Taken back")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="suggestions")
    base = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"), max_length=MAX_BODY)
    note = models.CharField(_("what you changed, and why"), max_length=200)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article} ({self.ref})"

    @classmethod
    def make(cls, article: Article, by: Actor, was: int, title: str, body: str, note: str) -> "ArticleSuggestion":
        """Raises ChangedMeanwhile when readers read another version by now; the same words again are one suggestion."""
        with locked(article, *READABLE):
            require(rules.can_suggest_change(by, article), _("Only members suggest changes."))
            if article.published != was:
                raise ChangedMeanwhile(gettext("The article was changed meanwhile. Your words are still here."))
            if (article.title, article.body) == (title, body):
                raise Refused(gettext("Nothing is different yet."))
            waiting = article.suggestions.open()
            twin = waiting.filter(user=by.user, company=by.company, title=title, body=body).first()
            if twin is not None:
                return twin
            if waiting.count() >= MOST_SUGGESTIONS:
                raise Refused(gettext("Many suggestions wait already. Please try again when some are decided."))
            made = cls.objects.create(
                ref=new_ref("AS"),
                article=article,
                base=was,
                title=title,
                body=body,
                note=note,
                user=by.user,
                company=by.company,
            )
            record("article.suggested", article, by=by, suggestion=made.pk)
        return made

    def take(self, by: Actor, was: int) -> None:
        """It is what readers read from now on; `was` is the published version that it was compared with.

        Never one's own; raises ChangedMeanwhile when readers read another version by now.
        """
        with locked(self.article, *READABLE), locked(self, self.State.OPEN):
            article = self.article
            allowed = rules.can_review_article(by, article) or rules.can_edit_article(by, article)
            require(
                allowed and by.user is not None and by.user_id != self.user_id,
                _("Somebody else takes a suggestion over."),
            )
            if article.published != was:
                raise ChangedMeanwhile(
                    gettext("The article was changed meanwhile. Compare again before you take it over.")
                )
            article.title, article.body = self.title, self.body
            article.save(update_fields=["title", "body"])
            article.add_version(by, self.note, writer=self)
            article.publish(by)
            self.decide(self.State.TAKEN)
            record("article.suggestion_taken", article, by=by, suggestion=self.pk)

    def decline(self, by: Actor, answer: str = "") -> None:
        with locked(self, self.State.OPEN):
            allowed = rules.can_review_article(by, self.article) or rules.can_edit_article(by, self.article)
            require(allowed, _("Only its author and reviewers decline a suggestion."))
            self.decide(self.State.DECLINED, answer)
            record("article.suggestion_declined", self.article, by=by, suggestion=self.pk)

    def retract(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            own = by.acts_for(self.company_id) and rules.can_suggest_change(by, self.article)
            require(own, _("Only who made a suggestion takes it back."))
            self.decide(self.State.RETRACTED)

    def decide(self, state: str, answer: str = "") -> None:
        self.state, self.answer, self.decided_at = state, answer[:400], timezone.now()
        self.save(update_fields=["state", "answer", "decided_at"])


class PictureQuerySet(models.QuerySet["ArticlePicture"]):
    def visible_to(self, actor: Actor) -> "PictureQuerySet":
        return self.filter(article__in=Article.objects.visible_to(actor))


@keeps_files(_("Pictures of articles"), owner="company_id")
class ArticlePicture(models.Model):
    """A picture that we wrote ourselves; the text names it by its `ref` where it stands."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="pictures")
    file = models.FileField(storage=private_files, upload_to="articles/")
    alt = models.CharField(_("what it shows"), max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def mark(self) -> str:
        """What stands in the text where the picture is to be."""
        return f"![{self.alt}]({self.ref})"

    @classmethod
    def add(cls, article: Article, rendition: Any, alt: str, by: Actor) -> "ArticlePicture":
        """`rendition` is a `portal.core.pictures.Rendition`. Raises Refused when there are forty."""
        with locked(article):
            require(rules.can_edit_article(by, article), _("Only its author and moderators add pictures."))
            if article.pictures.count() >= MOST_PICTURES:
                raise Refused(_("Up to %(most)s pictures, please.") % {"most": MOST_PICTURES})
            ref = new_ref("AP")
            jpeg, _webp = rendition.files(ref)
            facts = {"alt": alt, "width": rendition.width, "height": rendition.height}
            picture = cls.objects.create(ref=ref, article=article, file=jpeg, user=by.user, company=by.company, **facts)
            record("article.picture_added", article, by=by)
        return picture

    def remove(self, by: Actor) -> None:
        """While nothing is published; later versions of the text may still name it."""
        with locked(self.article, *UNPUBLISHED):
            require(rules.can_edit_article(by, self.article), _("Only its author and moderators take pictures away."))
            record("article.picture_removed", self.article, by=by)
            forget_file(self.file)
            self.delete()


class ArticleOpinion(models.Model):
    """Whether it was useful to one person, about the version they read; they may change their mind."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="opinions")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    is_useful = models.BooleanField()
    words = models.CharField(_("what is missing"), max_length=1000, blank=True)
    number = models.PositiveIntegerField()
    said_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="article_opinion_once")]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.article_id}"

    @classmethod
    def say(cls, article: Article, by: Actor, is_useful: bool, words: str = "") -> "ArticleOpinion":
        with locked(article, *READABLE):
            require(rules.can_judge_article(by), _("Sign in to say whether it was useful."))
            facts = {"is_useful": is_useful, "words": words, "number": article.published, "said_at": timezone.now()}
            opinion, _is_new = cls.objects.update_or_create(article=article, user=by.user, defaults=facts)
        return opinion
