"""What becomes of payments when their company is taken into another."""

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from payments.models import Charge, PayAccount, Subscription


@merges("payments", "payments.charge.payer", "payments.charge.payee")
def charges(kept: Company, lost: Company) -> Moved:
    """All move, but those between the two: nobody pays themselves, so these stay as they were."""
    between = Q(payer=kept, payee=lost) | Q(payer=lost, payee=kept)
    yield _("payments"), Charge.objects.filter(payee=lost).exclude(between).update(payee=kept)
    yield _("payments"), Charge.objects.filter(payer=lost).exclude(between).update(payer=kept)


@merges("accounts at Stripe", "payments.payaccount.company", "payments.subscription.company")
def accounts(kept: Company, lost: Company) -> Moved:
    """The kept company's own, if it has any; else what the lost one had. Nothing is deleted: Stripe still knows it."""
    if not PayAccount.objects.filter(company=kept).exists():
        yield _("accounts at Stripe"), PayAccount.objects.filter(company=lost).update(company=kept)
    if not Subscription.objects.filter(company=kept).exists():
        yield _("subscriptions"), Subscription.objects.filter(company=lost).update(company=kept)
