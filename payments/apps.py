from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from companies.impersonation import keep_out
        from payments import deeds, handlers, merges, next_steps, personal, queues  # noqa: F401  (they register themselves)

        keep_out("/my/payments/", "/my/plan/", "/payments/")  # staff who look as somebody else see no money
