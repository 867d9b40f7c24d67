"""`/desk/…`: reported inquiries."""

from django.urls import path

from offers.desk import views

app_name = "offers_desk"
urlpatterns = [
    path("inquiries/", views.reports, name="reports"),
    path("inquiries/<slug:ref>/", views.report, name="report"),
    path("inquiries/<slug:ref>/decision/", views.decision, name="decision"),
]
