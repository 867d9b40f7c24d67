from django.urls import path

from consultations import views
from consultations.circle import urls as urls_circle
from consultations.inbox import urls as urls_inbox
from consultations.messages import urls as urls_messages
from consultations.safety import urls as urls_safety
from consultations.transcripts import views as transcript_views

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
