from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from portal.core.health import CHECKS
        from search import analytics, desk, handlers, notices, saved  # noqa: F401  (they subscribe, and add timed jobs)
        from search.engines import engine
        from search.models import SynonymGroup

        CHECKS["search"] = lambda: {"engine": engine().name, "status": engine().status()}
        post_migrate.connect(SynonymGroup.plant, sender=self)
