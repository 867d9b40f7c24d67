"""How much asking is fair: suppliers' time is not free, and a request to everybody about everything is none.

Numbers by verification tier of the buyer; staff can lift a company above them only by checking it.
"""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company
from portal.core.permissions import Refused

A_DAY = timedelta(days=1)
PUBLISHED_A_DAY = {0: 2, 1: 5, 2: 15, 3: 30}  # requests by tier
INVITED_AT_ONCE = 20  # suppliers by name in one request
MATCHED_AT_ONCE = 30  # suppliers the portal tells of one request


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
