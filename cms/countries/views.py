"""Two countries side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.countries.comparison import comparison_of
from cms.countries.models import CountryPage
from portal.core.http import Request


@require_safe
def compare(request: Request) -> HttpResponse:
    """`?a=KR&b=VN`; without two different countries that have a report, the form to choose them."""
    locale = Locale.objects.filter(language_code=get_language() or "en").first()
    rows = CountryPage.objects.open_in(locale.pk if locale else 0).prefetch_related("figures").order_by("title")
    pages = {page.country: page for page in rows}  # open: published reports, for everybody
    first, second = (pages.get(request.GET.get(name, "").upper()[:2]) for name in ("a", "b"))
    context = {
        "choices": [(code, page.name) for code, page in pages.items()],
        "first": first,
        "second": second,
        "is_same": first is not None and first == second,
        "rows": comparison_of(first, second) if first and second and first != second else [],
    }
    return render(request, "cms/countries/compare.html", context)
