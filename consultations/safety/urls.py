"""Addresses of reporting and translating."""

from django.urls import path

from consultations.safety import report_views
from consultations.translation import views as translation

urlpatterns = [
    path("consultations/translation/", translation.settings_page, name="translation"),
    path("consultations/<slug:ref>/report/", report_views.report, name="report"),
    path("consultations/<slug:ref>/translation/", translation.always, name="always_translate"),
    path("consultations/<slug:ref>/messages/<int:number>/translation/", translation.translation, name="translate"),
]
