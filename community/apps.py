from django.apps import AppConfig


class CommunityAppConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community import booth, circles  # noqa: F401  (they register themselves)
