"""All addresses: English without a prefix, other languages below theirs."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from companies.verification import open_views as passports
from portal import offices, offline, sitemaps
from portal.core import health, posters, preferences

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler429 = "portal.errors.too_many"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("offline.js", offline.worker, name="offline_worker"),
    path("preferences/", preferences.save, name="preferences"),
    path("staff/login/", offices.sign_in),
    path("staff/", admin.site.urls),
    path("editors/login/", offices.sign_in),
    path("editors/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("api/v1/", include("portal.api")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path(".well-known/jwks.json", passports.keys, name="jwks"),
    path(".well-known/did.json", passports.did, name="did"),
    path("webhooks/", include("payments.webhook_urls")),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("social/<str:name>.png", posters.poster, name="social"),
    path("sitemap-<section>.xml", sitemaps.section, name="sitemap_section"),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
]
if settings.DEBUG:
    urlpatterns += [path("dev/", include("portal.development")), path("styleguide/", include("portal.styleguide"))]

urlpatterns += i18n_patterns(
    path("accounts/sessions/", RedirectView.as_view(pattern_name="companies:sessions"), name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("offline/", offline.page, name="offline"),
    path("my/", include("portal.dashboard")),
    path("desk/search/", include("search.desk_urls")),
    path("desk/", include("consultations.desk.urls")),
    path("desk/", include("catalog.desk.urls")),
    path("desk/", include("offers.desk.urls")),
    path("desk/", include("offers.desk.rfq_urls")),
    path("desk/", include("community.desk.urls")),
    path("desk/", include("companies.desk.urls")),
    path("", include("companies.urls")),
    path("", include("catalog.urls")),
    path("", include("offers.rfq_urls")),
    path("", include("offers.urls")),
    path("", include("trade.deciding_urls")),
    path("", include("trade.invoices.urls")),
    path("", include("trade.urls")),
    path("", include("trade.rounds.urls")),
    path("", include("trade.pooled.urls")),
    path("", include("payments.urls")),
    path("", include("consultations.meetings.urls")),
    path("", include("consultations.urls")),
    path("", include("community.urls")),
    path("", include("notifications.urls")),
    path("", include("search.urls")),
    path("", include("cms.urls")),
    prefix_default_language=False,
)
