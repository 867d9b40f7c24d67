"""What staff see of the outbox and the clock: what was given up and why, and a way to try it again."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.core.alarms import Alarm
from portal.core.events import Event, EventQuerySet
from portal.core.permissions import WrongState
from portal.core.timed import TimedJob


class ReadOnly:
    """Staff look rows up here. What happens to one happens by its model's own verbs: the outbox hears of those only."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    """A list of such rows."""


class WhetherOver(admin.EmptyFieldListFilter):
    """By the moment at which something ended: Django's own would call what goes on “Empty”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("state")

    def choices(self, changelist: Any) -> Iterator[Any]:
        whole, running, over = super().choices(changelist)
        yield whole
        yield {**running, "display": _("goes on")}
        yield {**over, "display": _("over")}


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["id", "kind", "subject_type", "subject_id", "state", "attempts", "created_at", "due_at", "reason"]
    list_filter = ["state", "kind"]
    search_fields = ["=subject_id", "=id", "error"]
    ordering = ["-id"]
    show_full_result_count = False  # the outbox keeps every fact: counting them all would slow each look
    actions = ["retry"]

    @admin.display(description=_("last error"))
    def reason(self, event: Event) -> str:
        return event.error[:120]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_event")

    @admin.action(description=_("Try the chosen events again"), permissions=["retry"])
    def retry(self, request: HttpRequest, chosen: EventQuerySet) -> None:
        """Only those that were given up: one that waits has its own time, one that is done stays done."""
        revived = 0
        for event in chosen.dead():
            try:
                event.retry()
            except WrongState:  # a colleague was quicker
                continue
            revived += 1
        words = ngettext("%(count)s event is tried again.", "%(count)s events are tried again.", revived)
        self.message_user(request, words % {"count": revived}, messages.SUCCESS if revived else messages.WARNING)


@admin.register(TimedJob)
class TimedJobAdmin(ReadOnlyAdmin):
    list_display = ["name", "ran_at", "due_at", "is_late", "error"]
    ordering = ["name"]

    @admin.display(description=_("late"), boolean=True)
    def is_late(self, job: TimedJob) -> Any:
        """Due for more than a minute: no relay runs, or the one that runs is stuck."""
        return (timezone.now() - job.due_at).total_seconds() > 60


@admin.register(Alarm)
class AlarmAdmin(ReadOnlyAdmin):
    list_display = ["title", "words", "since", "over_at", "told_at"]
    list_filter = [("over_at", WhetherOver)]
