"""`/desk/reports/<case>/talk/…`, `/desk/talk-looks/`."""

from django.urls import path

from consultations.desk import views

app_name = "talk_desk"
urlpatterns = [
    path("reports/<slug:ref>/talk/", views.evidence, name="evidence"),
    path("reports/<slug:ref>/talk/<slug:look>/", views.look, name="look"),
    path("talk-looks/", views.looks, name="looks"),
]
