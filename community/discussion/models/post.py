"""Posts of a thread, their earlier wordings, and what is done with them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.discussion.models.beside import PostThank, mention
from community.discussion.models.thread import Thread
from community.discussion.permissions import can_change_post, can_thank_for_post
from community.discussion.screening import screen
from community.discussion.standing import Judged, seen_by
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked
from portal.core.uploads import forget_file

MAX_BODY = 20000
POSTS = 20  # a page of a thread


class EditConflict(Refused):
    """Somebody has changed the post since the form was shown; `post` holds the words as they are now."""

    def __init__(self, post: "Post") -> None:
        super().__init__(_("The post was changed meanwhile. Nothing of yours is lost: both texts are below."))
        self.post = post


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> "PostQuerySet":
        return self.filter(seen_by(actor, "thread__community"), thread__in=Thread.objects.visible_to(actor))

    def for_cards(self) -> "PostQuerySet":
        return self.select_related("company", "user", "thread__community", "answers__user", "answers__company")

    def numbered(self, page: int) -> "PostQuerySet":
        """Those of a page: by number, so that a post stays on its page whatever is hidden before it.

        The limit takes nothing away; it tells the database to go by the index of numbers, in a long thread too.
        """
        return self.filter(number__gt=(page - 1) * POSTS, number__lte=page * POSTS).order_by("number")[:POSTS]


class Post(Judged):
    """One contribution, in Markdown; it is sanitised when shown, and kept as written.

    `version` counts its wordings, so that a form knows whether it was shown an older one. A removed post keeps its
    number and its place, without words.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    body = models.TextField(_("your words"), max_length=MAX_BODY)
    answers = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replies")
    thank_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(body=""), name="post_removed_says_nothing"),
        ]
        indexes = [models.Index(fields=["user", "thread"], name="post_writer")]

    def __str__(self) -> str:
        return f"{self.thread} #{self.number}"

    def get_absolute_url(self) -> str:
        """Its place: `?post=` finds the page, wherever that is by then."""
        return f"{self.thread.get_absolute_url()}?post={self.number}#post-{self.number}"

    @property
    def page(self) -> int:
        return (self.number - 1) // POSTS + 1

    def stand(self, standing: str, reason: str = "") -> None:
        """Words that were held move the thread up when they are shown at last."""
        was_held = self.standing == self.Standing.HELD
        super().stand(standing, reason)
        if was_held and self.is_shown:
            Thread.objects.filter(pk=self.thread_id).update(last_post_at=timezone.now())

    def edit(self, by: Actor, body: str, version: int) -> None:
        """Raises EditConflict when there is a newer wording than the one that was shown. The same words are no edit."""
        with locked(self):
            self.refuse_removed()
            require(can_change_post(by, self), _("Only who wrote a post may change it."))
            if body == self.body:
                return
            if version != self.version:
                raise EditConflict(self)
            self.keep_wording(by)
            self.body, self.version, self.edited_at = body, self.version + 1, timezone.now()
            self.save(update_fields=["body", "version", "edited_at"])
            if self.is_shown:  # what is held already waits for a look in any case
                screen(self, by)
            record("post.edited", self, by=by)
            self.tell_mentioned(by)

    def remove(self, by: Actor) -> None:
        """Its words and files go, its place stays. Moderators still find what it said."""
        with locked(self):
            self.refuse_removed()
            require(can_change_post(by, self), _("Only who wrote a post may change it."))
            self.keep_wording(by)
            self.body, self.version, self.removed_at = "", self.version + 1, timezone.now()
            self.save(update_fields=["body", "version", "removed_at"])
            for file in self.files.all():
                forget_file(file.file)
                forget_file(file.small)
            self.files.all().delete()
            self.mentions.all().delete()
            Thread.objects.filter(pk=self.thread_id, accepted=self).update(accepted=None)
            record("post.removed", self, by=by)

    def thank(self, by: Actor, wanted: bool = True) -> None:
        """Thank for it, or take that back; saying so twice is saying it once."""
        with locked(self):
            self.refuse_removed()
            require(can_thank_for_post(by, self), _("Members thank for what others wrote."))
            rows = PostThank._default_manager
            if wanted:
                step = int(rows.get_or_create(post=self, user=by.user)[1])
            else:
                step = -rows.filter(post=self, user=by.user).delete()[0]
            if step:
                self.thank_count += step
                self.save(update_fields=["thank_count"])
                Thread.objects.filter(pk=self.thread_id).update(thank_count=F("thank_count") + step)

    def refuse_removed(self) -> None:
        if self.removed_at:
            raise Refused(_("This post was removed by its author."))

    def keep_wording(self, by: Actor) -> None:
        self.versions.create(number=self.version, body=self.body, user=by.user, until=timezone.now())

    def tell_mentioned(self, by: Actor) -> None:
        """Keep who is named, and tell those who were not named before."""
        if fresh := mention(self, by):
            record("post.mentioned", self, by=by, mentions=fresh)


class PostVersion(models.Model):
    """An earlier wording of a post and until when it stood; for moderators."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField(max_length=MAX_BODY)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    until = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="post_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.number}"


def make_post(thread: Thread, body: str, by: Actor, answers: Post | None, files: list[Any]) -> Post:
    """Store the post with what belongs to it, and let it be looked at; the caller holds the thread's lock."""
    post = Post(
        thread=thread, number=thread.post_count + 1, user=by.user, company=by.company, body=body, answers=answers
    )
    post.save(force_insert=True)
    for file in files:
        file.post = post
        file.save()
    return post
