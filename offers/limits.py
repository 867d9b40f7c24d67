"""How many offers a company may post within a day, and that none of them stands there twice."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.models import Company
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from offers.models.offer import Offer

A_DAY = timedelta(days=1)
# By verification tier: who was checked may post more. Renewing an offer does not count.
MOST_A_DAY = {0: 30, 1: 100, 2: 200, 3: 300}
SAME = ("side", "category_id", "quantity", "unit", "amount", "currency", "visibility", "circle", "is_anonymous")


def check_room(offer: "Offer", company: Company) -> None:
    """Raise Refused when the company has posted its share of the last 24 hours; it holds the company's row."""
    most = MOST_A_DAY[company.tier]
    since = timezone.now() - A_DAY
    posted = type(offer).objects.filter(company=company, posted_at__gte=since).exclude(pk=offer.pk)
    if posted.count() < most:
        return
    words = ngettext(
        "Your company has posted %(most)s offer within 24 hours, as many as it may. The draft is kept.",
        "Your company has posted %(most)s offers within 24 hours, as many as it may. The draft is kept.",
        most,
    ) % {"most": most}
    more = _("A company with a higher verification may post more.") if company.tier < max(MOST_A_DAY) else ""
    raise Refused(f"{words} {more}".strip())


def check_twin(offer: "Offer") -> None:
    """Raise Refused when the same offer stands on the board already."""
    same = {name: getattr(offer, name) for name in SAME}
    rows = type(offer).objects.open().filter(company_id=offer.company_id, title__iexact=offer.title, **same)
    twin = rows.exclude(pk=offer.pk).first()
    if twin is not None and twin.text == offer.text:
        words = _("The same offer is on the board already (%(ref)s). Renew or change that one; this draft is kept.")
        raise Refused(words % {"ref": twin.ref})
