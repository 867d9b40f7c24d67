from django.apps import AppConfig


class CommunityAppConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community import booth  # noqa: F401  (it registers itself)
