"""What a person has read and wants to hear of."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community

if TYPE_CHECKING:
    from community.discussion.models.thread import Thread

NEW_FOR = timedelta(days=14)  # to somebody who has never marked all read, older threads are no news


class TalkChoice(models.Model):
    """What of a community's talk a person hears of, and until when they have read all of it. Without a row: NEW."""

    class Level(models.TextChoices):
        ALL = "all", _("Every post")
        NEW = "new", _("New threads, and replies where you take part")
        PART = "part", _("Only threads you take part in or follow")
        MUTED = "muted", _("Nothing but mentions")

    community = models.ForeignKey(Community, models.CASCADE, related_name="talk_choices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="talk_choices")
    level = models.CharField(_("tell me of"), max_length=6, choices=Level, default=Level.NEW)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "user"], name="talk_choice_once")]
        indexes = [models.Index(fields=["community", "level"], name="talk_choice_level")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}: {self.level}"

    @classmethod
    def of(cls, community: Community, user_id: int) -> "TalkChoice":
        """Theirs, or the standard one, not stored."""
        found = cls._default_manager.filter(community=community, user_id=user_id).first()
        return found or cls(community=community, user_id=user_id)

    @classmethod
    def choose(cls, community: Community, user_id: int, level: str) -> None:
        rows = cls._default_manager
        rows.update_or_create(community=community, user_id=user_id, defaults={"level": level})

    @classmethod
    def read_all(cls, community: Community, user_id: int) -> None:
        rows = cls._default_manager
        rows.update_or_create(community=community, user_id=user_id, defaults={"read_at": timezone.now()})

    @property
    def news_since(self) -> datetime:
        return self.read_at or timezone.now() - NEW_FOR


class ThreadPlace(models.Model):
    """One person in one thread: up to which post they have read, and whether they follow it."""

    class Follows(models.TextChoices):
        AS_USUAL = "", _("As the community is set")
        FOLLOW = "follow", _("Follow")
        MUTE = "mute", _("Mute")

    thread = models.ForeignKey("community.Thread", models.CASCADE, related_name="places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="thread_places")
    seen = models.PositiveIntegerField(default=0)  # the number of the last post that was shown to them
    follows = models.CharField(max_length=6, choices=Follows, blank=True, default=Follows.AS_USUAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="thread_place_once")]
        indexes = [models.Index(fields=["user", "follows"], name="thread_place_follows")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.thread_id}: {self.seen}"

    @classmethod
    def saw(cls, thread: "Thread", user_id: int, number: int) -> None:
        """Read up to this post; going back to an older page takes nothing back. A write only when it is news."""
        rows = cls._default_manager.filter(thread=thread, user_id=user_id)
        with transaction.atomic():
            if not rows.filter(seen__gte=number).exists():
                cls._default_manager.get_or_create(thread=thread, user_id=user_id)
                rows.filter(seen__lt=number).update(seen=number)

    @classmethod
    def choose(cls, thread: "Thread", user_id: int, follows: str) -> None:
        rows = cls._default_manager
        rows.update_or_create(thread=thread, user_id=user_id, defaults={"follows": follows})

    @classmethod
    def take_part(cls, thread: "Thread", user_id: int, number: int) -> None:
        """Who writes has read up to there, and follows the thread unless they muted it."""
        place, _is_new = cls._default_manager.get_or_create(thread=thread, user_id=user_id)
        place.seen = max(place.seen, number)
        place.follows = place.follows or cls.Follows.FOLLOW
        place.save(update_fields=["seen", "follows"])
