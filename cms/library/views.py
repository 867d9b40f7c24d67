from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from cms.glossary.views import locale_now
from cms.library.citing import bibtex, key
from cms.models import PublicationPage
from portal.core.http import Request


def publication_bibtex(request: Request, slug: str) -> HttpResponse:
    """The citation as a file for reference managers."""
    page = get_object_or_404(PublicationPage.objects.of_language(locale_now().pk), slug=slug)
    file = HttpResponse(bibtex(page), content_type="application/x-bibtex; charset=utf-8")
    file["Content-Disposition"] = f'attachment; filename="{key(page)}.bib"'
    return file
