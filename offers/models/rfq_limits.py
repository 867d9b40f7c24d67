"""How much asking is fair: suppliers' time is not free, and a request to everybody about everything is none.

Numbers by verification tier of the buyer; staff can lift a company above them only by checking it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company
from portal.core.permissions import Refused

A_DAY = timedelta(days=1)
PUBLISHED_A_DAY = {0: 2, 1: 5, 2: 15, 3: 30}  # requests by tier
INVITED_AT_ONCE = 20  # suppliers by name in one request
MATCHED_AT_ONCE = 30  # suppliers the portal tells of one request
TOLD_A_DAY = 5  # requests of which a supplier hears unasked; invitations by name are not counted
ASKED_EACH = 15  # questions of one supplier about one request
ASKED_A_DAY = 40  # questions of one supplier about all requests


def needs_review(company: Company) -> bool:
    """Whether staff look first: at the requests of a firm nobody has checked."""
    return settings.REVIEW_FIRST_LISTINGS and not company.is_verified


def check_publishing_limit(company: Company) -> None:
    """Raise Refused where the company has sent out as many requests in a day as its tier allows."""
    most = PUBLISHED_A_DAY.get(company.tier, PUBLISHED_A_DAY[0])
    rfqs = apps.get_model("offers", "RFQ")._default_manager.filter(company=company)
    if rfqs.filter(published_at__gt=timezone.now() - A_DAY).count() >= most:
        raise Refused(
            _("Your company has published %(most)s requests within a day, which is as many as it may. Go on tomorrow.")
            % {"most": most}
        )


def check_asking_limit(rfq: Any, company_id: int) -> None:
    """Raise Refused where a supplier floods a buyer, or the market, with questions."""
    questions = apps.get_model("offers", "RFQQuestion")._default_manager.filter(company_id=company_id)
    if questions.filter(rfq=rfq).count() >= ASKED_EACH:
        raise Refused(
            _("Your company has asked %(most)s questions about this request, which is as many as it may.")
            % {"most": ASKED_EACH}
        )
    if questions.filter(created_at__gt=timezone.now() - A_DAY).count() >= ASKED_A_DAY:
        raise Refused(_("Your company has asked a great deal within a day. Go on tomorrow."))


def heard_enough(company_ids: Iterable[int]) -> set[int]:
    """Those of the companies that were told of as many matching requests within a day as is fair to them."""
    told = apps.get_model("offers", "RFQSupplier")._default_manager.filter(
        company_id__in=list(company_ids), is_matched=True, is_invited=False, told_at__gt=timezone.now() - A_DAY
    )
    counts = told.values_list("company_id").annotate(models.Count("pk"))
    return {pk for pk, count in counts if count >= TOLD_A_DAY}
