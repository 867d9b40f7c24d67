from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"

    def ready(self) -> None:
        import_module("portal.core.lookups")  # registers what it holds
        import_module("portal.core.translating.handlers")
        autodiscover_modules("handlers", "merges", "deeds", "next_steps", "facts", "personal", "webhook_events")
        autodiscover_modules("watches")
