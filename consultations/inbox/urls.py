"""Addresses of a company's inbox; before those of single consultations, whose reference they would be taken for."""

from django.urls import path

from consultations.inbox import reply_views, views

urlpatterns = [
    path("consultations/", views.inbox, name="list"),
    path("consultations/search/", views.search, name="search"),
    path("consultations/ticked/", views.bulk, name="bulk"),
    path("consultations/settings/", views.settings, name="settings"),
    path("consultations/tags/", views.tags, name="tags"),
    path("consultations/tags/<slug:ref>/removal/", views.tag_removal, name="tag_removal"),
    path("consultations/response/", views.response, name="response"),
    path("consultations/reply/<str:token>/", reply_views.reply, name="reply"),
    path("consultations/<slug:ref>/desk/", views.desk, name="desk"),
    path("consultations/<slug:ref>/prepared/<slug:reply>/", views.prepared, name="prepared"),
]
