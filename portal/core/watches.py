"""What the kernel watches: the relay and its outbox, the clock's jobs, the disk, the channels."""

import shutil
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.core import health, relay
from portal.core.alarms import watch
from portal.core.events import Event
from portal.core.refused import REFUSED
from portal.core.tallies import Tally
from portal.core.timed import TimedJob

LATE = 300.0  # seconds that the oldest fact may wait
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


@watch("relay", _("no relay is at work"))
def relay_is_silent() -> Any:
    silence = relay.silence_seconds()
    if silence is None:
        return _("No relay has ever run here. Nothing is delivered: no mail, no index, no payment.")
    if silence > relay.SILENT:
        words = _("The last sign of life was %(minutes)s minutes ago. No mail, index or payment moves until one runs.")
        return words % {"minutes": round(silence / 60, 1)}
    return ""


@watch("outbox", _("the outbox grows"))
def outbox_grows() -> Any:
    waiting, lag = Event.objects.due().count(), relay.lag_seconds()
    if waiting <= settings.ALARM_OUTBOX and lag <= LATE:
        return ""
    words = _("%(waiting)s facts wait to be delivered, the oldest for %(minutes)s minutes.")
    return words % {"waiting": waiting, "minutes": round(lag / 60, 1)}


@watch("given up", _("facts were given up"))
def given_up() -> Any:
    count = Event.objects.dead().filter(due_at__gt=timezone.now() - DAY).count()
    return count and ngettext_lazy(
        "%(n)s fact was given up within a day; see /staff/core/event/?state__exact=dead.",
        "%(n)s facts were given up within a day; see /staff/core/event/?state__exact=dead.",
        count,
    ) % {"n": count}


@watch("jobs", _("a timed job fails"))
def jobs_fail() -> Any:
    names = TimedJob.objects.exclude(error="").order_by("name").values_list("name", flat=True)
    return names and _("These failed when they ran last: %(names)s.") % {"names": ", ".join(names)}


@watch("disk", _("the disk is nearly full"))
def disk_is_full() -> Any:
    disk = shutil.disk_usage(settings.DATA_DIR)
    if disk.free * 100 >= disk.total * settings.ALARM_DISK_PERCENT:
        return ""
    return _("%(free)s are free of %(total)s where the portal keeps its files.") % {
        "free": filesizeformat(disk.free),
        "total": filesizeformat(disk.total),
    }


@watch("channels", _("chat does not reach its readers"))
def channels_are_down() -> Any:
    words = _("Redis does not answer: messages are kept, and show at the next reload only.")
    return words if health.channels() != "ok" else ""


@watch("refusals", _("much is refused"))
def much_is_refused() -> Any:
    number = Tally.within(REFUSED, QUARTER)
    if number < settings.ALARM_REFUSALS:
        return ""
    words = _("%(n)s requests were refused within a quarter of an hour: somebody tries doors. The log names addresses.")
    return words % {"n": number}
