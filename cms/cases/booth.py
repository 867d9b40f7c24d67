"""The good practices in which a company agreed to be named, on its own page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.cases.models import CasePage
from companies.booth import Section, booth_section
from companies.models import Company
from portal.core.actor import Actor

SHOWN = 3


@booth_section(33, key="cases", title=_("Good practices"), help=_("Stories of the programme that name you."))
def cases(company: Company, actor: Actor) -> Section | None:
    """In the reader's language; those in another one only where there is none in theirs."""
    rows = CasePage.objects.live().public().about(company).select_related("locale").order_by("-date", "-pk")
    items = list(rows.filter(locale=Locale.objects.filter(language_code=get_language() or "en").first())[:SHOWN])
    if not items:
        items = list(rows[:SHOWN])
    if not items:
        return None
    return Section("cms/cases/_booth.html", _("Good practices"), items, "cms/cases.css")
