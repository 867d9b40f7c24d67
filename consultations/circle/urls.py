"""Addresses of who takes part in a consultation."""

from django.urls import path

from consultations.circle import views

urlpatterns = [
    path("consultations/unread/", views.unread_count, name="unread"),
    path("consultations/<slug:ref>/people/", views.people, name="people"),
    path("consultations/<slug:ref>/people/invitations/", views.invite, name="invite"),
    path("consultations/<slug:ref>/people/help/", views.ask_colleague, name="ask_colleague"),
    path("consultations/<slug:ref>/people/departure/", views.departure, name="departure"),
    path("consultations/<slug:ref>/people/muting/", views.mute, name="mute"),
    path("consultations/<slug:ref>/people/presence/", views.presence, name="presence"),
    path("consultations/<slug:ref>/people/beside/", views.beside, name="beside"),
    path("consultations/<slug:ref>/people/<slug:company>/removal/", views.removal, name="removal"),
    path("consultations/<slug:ref>/invitation/", views.invitation, name="invitation"),
]
