from django.apps import AppConfig


class CommunityAppConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community import booth, personal  # noqa: F401  (they register themselves)
