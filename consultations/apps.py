from importlib import import_module

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        """What listens to the outbox beside handlers.py."""
        from companies.impersonation import keep_out

        import_module("consultations.desk_handlers")
        keep_out("/consultations/reply/")
