from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import personal, publishing  # noqa: F401  (they register themselves, and listen to Wagtail)
        from cms.site import lay_out

        post_migrate.connect(lay_out, sender=self)
