from importlib import import_module

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        """What listens to the outbox beside handlers.py."""
        from companies.impersonation import keep_out

        import_module("consultations.desk_handlers")
        for name in ("clock", "mail", "handlers", "merges", "deeds", "next_steps", "personal"):
            import_module(f"consultations.meetings.{name}")
        keep_out("/consultations/reply/", "/my/meetings", "/meetings/M-", "/api/v1/meetings/")
