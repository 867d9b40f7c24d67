from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "payments"

    def ready(self) -> None:
        from companies.impersonation import keep_out
        from payments import deeds, handlers, merges, personal, queues  # noqa: F401  (they register themselves)

        keep_out("/my/payments/", "/my/plan/", "/payments/")  # staff who look as somebody else see no money
