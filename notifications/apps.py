from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """What listens to the outbox beside handlers.py, what the clock calls, and what is the reader's alone."""
        from companies.impersonation import keep_out

        import_module("notifications.article_handlers")
        import_module("notifications.circle_handlers")
        import_module("notifications.delivery")
        import_module("notifications.desk_handlers")
        import_module("notifications.house_handlers")
        import_module("notifications.directory_handlers")
        import_module("notifications.gathering_handlers")
        import_module("notifications.initiative_handlers")
        import_module("notifications.inquiry_handlers")
        import_module("notifications.listing_handlers")
        import_module("notifications.mandate_handlers")
        import_module("notifications.mandated_handlers")
        import_module("notifications.meeting_handlers")
        import_module("notifications.mention_handlers")
        import_module("notifications.moderation_handlers")
        import_module("notifications.offer_handlers")
        import_module("notifications.order_handlers")
        import_module("notifications.payment_handlers")
        import_module("notifications.pool_handlers")
        import_module("notifications.invoice_handlers")
        import_module("notifications.quotation_handlers")
        import_module("notifications.report_handlers")
        import_module("notifications.rfq_handlers")
        import_module("notifications.settling_handlers")
        import_module("notifications.site_handlers")
        import_module("notifications.talk_handlers")
        import_module("notifications.round_handlers")
        import_module("notifications.trust_handlers")
        import_module("notifications.vouching_handlers")
        keep_out("/my/notifications/", "/notifications/")
