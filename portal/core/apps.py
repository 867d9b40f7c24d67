from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("The portal itself")

    def ready(self) -> None:
        import_module("portal.core.lookups")  # registers what it holds
        import_module("portal.core.translating.handlers")
        autodiscover_modules("handlers", "merges", "deeds", "next_steps", "facts", "personal", "webhook_events")
        autodiscover_modules("watches")
