"""`/desk/offers/…`, `/desk/inquiries/…`: what staff look at before readers do, or after somebody reported it."""

from django.urls import path

from offers.desk import held_views, report_views

app_name = "offers_desk"
urlpatterns = [
    path("offers/", held_views.held, name="held"),
    path("offers/<slug:ref>/approval/", held_views.approval, name="approval"),
    path("offers/<slug:ref>/rejection/", held_views.rejection, name="rejection"),
    path("inquiries/", report_views.reports, name="reports"),
    path("inquiries/<slug:ref>/", report_views.report, name="report"),
    path("inquiries/<slug:ref>/decision/", report_views.decision, name="decision"),
]
