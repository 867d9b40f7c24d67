"""What is watched about the search: that its engine answers and has an index."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.alarms import watch
from search.engines import engine


@watch("search", _("the search works without its index"))
def engine_is_away() -> Any:
    status = engine().status()
    return status != "ok" and _("%(engine)s: %(status)s. Pages answer from the database, and find less.") % {
        "engine": engine().name,
        "status": status,
    }
