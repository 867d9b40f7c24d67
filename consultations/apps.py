from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """What listens to the outbox beside handlers.py."""
        from django.db.models.signals import post_migrate

        from companies.impersonation import keep_out
        from consultations.desk.groups import give_permissions
        from consultations.models import ReplyByMail, TranslationConsent
        from consultations.safety.reported import register
        from portal.core.reply_series import SERIES
        from portal.core.translating.pages import CONSENTS

        import_module("consultations.circle.community_handlers")
        import_module("consultations.inbox.handlers")
        import_module("consultations.circle.introductions")
        import_module("consultations.live.news_handlers")
        for name in ("clock", "mail", "handlers", "merges", "deeds", "next_steps", "personal"):
            import_module(f"consultations.meetings.{name}")
        import_module("consultations.translation.handlers")
        import_module("consultations.safety.clock")
        register()
        CONSENTS.append(lambda actor: TranslationConsent.is_given(actor.user_id, actor.company_id))
        SERIES.append(ReplyByMail.series_of)
        post_migrate.connect(give_permissions, sender=self)
        keep_out("/consultations/reply/", "/my/meetings", "/meetings/M-", "/api/v1/meetings/")
