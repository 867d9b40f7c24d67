from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        """What listens to the outbox beside handlers.py, and what the clock calls."""
        import_module("notifications.delivery")
        import_module("notifications.trust_handlers")
