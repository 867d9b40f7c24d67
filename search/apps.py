from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from portal.core.health import CHECKS
        from search import handlers as handlers  # subscribes
        from search.engines import engine

        CHECKS["search"] = lambda: {"engine": engine().name, "status": engine().status()}
