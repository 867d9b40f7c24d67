"""Machine-made translations of messages, who consents to them, and who wants them always."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.models.message import Message
from consultations.models.room import Room
from consultations.permissions import can_consent_for_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.translating.provider import Problem as Problems

OFF = _("Translation is off on this portal.")
NO_CONSENT = _("Consent first: the words would go to a translation service.")


class TranslationConsent(models.Model):
    """That words may go to the provider: for one person, or for all of a company. No row, no consent."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    company = models.OneToOneField(Company, models.CASCADE, null=True, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("consent to translation")
        verbose_name_plural = _("consents to translation")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, company__isnull=False) | Q(user__isnull=False, company=None),
                name="translation_consent_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id or ''}/{self.company_id or ''}"

    @classmethod
    def is_given(cls, user_id: int | None, company_id: int | None) -> bool:
        own = Q(user_id=user_id or 0) | Q(company_id=company_id or 0)
        return cls._default_manager.filter(own).exists()

    @classmethod
    def give(cls, by: Actor, for_company: bool = False) -> None:
        whose = cls.whose(by, for_company)
        with transaction.atomic():
            row, is_new = cls._default_manager.get_or_create(**whose, defaults={"given_by": by.user})
            if is_new:
                record("translation.consented", row, by=by, for_company=for_company)

    @classmethod
    def withdraw(cls, by: Actor, for_company: bool = False) -> None:
        whose = cls.whose(by, for_company)
        with transaction.atomic():
            row = cls._default_manager.filter(**whose).first()
            if row is not None:
                record("translation.withdrawn", row, by=by, for_company=for_company)
                row.delete()

    @staticmethod
    def whose(by: Actor, for_company: bool) -> dict[str, Any]:
        if for_company:
            require(can_consent_for_company(by), _("Only an owner or a manager may consent for the company."))
            return {"company": by.company}
        require(by.user is not None and by.through is None, _("Only a person may consent for themselves."))
        return {"user": by.user}


class AlwaysTranslate(models.Model):
    """A person who wants what others say in a room in `language`, without asking each time."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("always translated consultation")
        verbose_name_plural = _("always translated consultations")
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="always_translate_once")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.user_id} {self.language}"

    @classmethod
    def of(cls, room: Room, actor: Actor) -> str:
        """The language that this person always wants here, empty for none."""
        rows = cls._default_manager.filter(room=room, user_id=actor.user_id)
        return rows.values_list("language", flat=True).first() or ""

    @classmethod
    def switch(cls, room: Room, by: Actor, language: str) -> None:
        """On with a language, off with none. Raises Refused where translation is off or nobody has consented."""
        require(by.user is not None, _("Only a person may ask for translations."))
        if not language:
            cls._default_manager.filter(room=room, user=by.user).delete()
            return
        require_consent(by)
        cls._default_manager.update_or_create(room=room, user=by.user, defaults={"language": language})


class MessageTranslation(models.Model):
    """One message's words, as they were (`words_sha256`), in one language: waiting → done | failed → waiting.

    Words that were edited have another hash, so that they are translated anew; what was made of the old ones goes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being translated")
        DONE = "done", _("translated")
        FAILED = "failed", _("not translated")

    Problem = Problems

    message = models.ForeignKey(Message, models.CASCADE, related_name="translations")
    words_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=10, blank=True)
    provider = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    changed = models.JSONField(default=list)  # numbers, codes and addresses that did not come through as they were
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("translation of a message")
        verbose_name_plural = _("translations of messages")
        constraints = [
            models.UniqueConstraint(fields=["message", "language", "words_sha256"], name="message_translation_once"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(text=""), name="message_translation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.language} {self.state}"

    @property
    def fits(self) -> bool:
        """Whether the message still says what was translated."""
        return self.words_sha256 == hash_of(self.message.body)

    @classmethod
    def ask(cls, message: Message, by: Actor, language: str) -> "MessageTranslation":
        """Put it in line; what is there already, or waits, is not asked for again. Raises as `require_consent`."""
        require_consent(by)
        return cls.put_in_line(message, language, by)

    @classmethod
    def put_in_line(cls, message: Message, language: str, by: Actor | None = None) -> "MessageTranslation":
        with transaction.atomic():
            row, is_new = cls._default_manager.get_or_create(
                message=message, language=language, words_sha256=hash_of(message.body)
            )
            again = cls._default_manager.filter(pk=row.pk, state=cls.State.FAILED)
            now = timezone.now()
            if is_new or again.update(state=cls.State.WAITING, problem="", asked_at=now):
                record("translation.asked", row, by=by)
        return row

    @classmethod
    def forget_outdated(cls, message: Message) -> None:
        """What was made of words that the message no longer says."""
        cls._default_manager.filter(message=message).exclude(words_sha256=hash_of(message.body)).delete()


def hash_of(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def require_consent(by: Actor) -> None:
    """Raise Refused where translation is off, or neither the person nor their company has consented."""
    if not settings.TRANSLATION_URL:
        raise Refused(OFF)
    if not TranslationConsent.is_given(by.user_id, by.company_id):
        raise Refused(NO_CONSENT)
