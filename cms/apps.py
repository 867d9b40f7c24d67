from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

PARTS = ["cms.publishing", "cms.first_words"]  # they register what they bring when they are imported


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        for part in PARTS:
            import_module(part)
        from cms.site import lay_out

        post_migrate.connect(lay_out, sender=self)
