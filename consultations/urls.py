from django.urls import path

from consultations import transcript_views, urls_circle, urls_inbox, urls_messages, urls_safety, views

app_name = "consultations"
urlpatterns = [
    *urls_inbox.urlpatterns,
    *urls_safety.urlpatterns,
    *urls_messages.urlpatterns,
    *urls_circle.urlpatterns,
    path("consultations/about/<slug:kind>/<slug:key>/", views.open_room, name="open"),
    path("consultations/<slug:ref>/", views.room, name="room"),
    path("consultations/<slug:ref>/messages/", views.messages, name="messages"),
    path("consultations/<slug:ref>/transcript.json", transcript_views.transcript, name="transcript"),
    path("consultations/<slug:ref>/transcript.pdf", transcript_views.transcript_pdf, name="transcript_pdf"),
]
