"""Kinds and states of invoices, and which somebody sees."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor


class Kind(models.TextChoices):
    PRO_FORMA = "pro_forma", _("Pro-forma invoice")
    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")


PREFIX = {Kind.PRO_FORMA: "PF", Kind.INVOICE: "INV", Kind.CREDIT_NOTE: "CN"}


class InvoiceQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "InvoiceQuerySet":
        """The issuer's all; the recipient's once they are issued. Nobody else's, staff included."""
        if actor.company is None:
            return self.none()
        received = Q(recipient_id=actor.company_id, state=State.ISSUED)
        return self.filter(Q(issuer_id=actor.company_id) | received)

    def issued(self) -> "InvoiceQuerySet":
        return self.filter(state=State.ISSUED)

    def given_by(self, actor: Actor) -> "InvoiceQuerySet":
        return self.filter(issuer_id=actor.company_id or 0)

    def received_by(self, actor: Actor) -> "InvoiceQuerySet":
        return self.filter(recipient_id=actor.company_id or 0, state=State.ISSUED)

    def for_cards(self) -> "InvoiceQuerySet":
        return self.select_related("issuer", "recipient", "order", "credits")
