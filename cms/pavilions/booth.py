"""The pavilions in which a company stands, on its own page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.pavilions.models import PavilionPage
from companies.booth import Section, booth_section
from companies.models import Company
from portal.core.actor import Actor

SHOWN = 3


@booth_section(34, key="pavilions", title=_("Pavilions"), help=_("On-line pavilions of fairs in which you stand."))
def pavilions(company: Company, actor: Actor) -> Section | None:
    rows = PavilionPage.objects.live().public().filter(stands__company=company)
    items = list(rows.filter(locale__language_code=get_language() or "en").order_by("-opens_on", "-pk")[:SHOWN])
    if not items:
        return None
    return Section("cms/pavilions/_booth.html", _("Meet us at"), items, "cms/fairs.css")
