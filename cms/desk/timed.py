"""What the relay does for the editors by the clock, so that no cron is needed."""

from django.core.management import call_command

from cms.desk import findings
from portal.core.timed import every


@every(minutes=1)
def publish_scheduled() -> None:
    """Pages go on line and off line at the time that was said; at most a minute late."""
    call_command("publish_scheduled", verbosity=0)


@every(hours=6)
def look_at_pages() -> None:
    findings.look_at_all()
