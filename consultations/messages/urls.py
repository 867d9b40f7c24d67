from django.urls import path

from consultations.messages import card_views, file_views
from consultations.messages import views as message_views

urlpatterns = [
    path("consultations/<slug:ref>/messages/<int:number>/", message_views.message, name="message"),
    path("consultations/<slug:ref>/messages/<int:number>/marks/", message_views.marks, name="message_marks"),
    path("consultations/<slug:ref>/messages/<int:number>/cards/", message_views.cards, name="message_cards"),
    path("consultations/<slug:ref>/files/<slug:file_ref>/", file_views.file, name="file"),
    path("consultations/<slug:ref>/files/<slug:file_ref>/small.jpg", file_views.small, name="file_small"),
    path("consultations/<slug:ref>/cards/", card_views.choose, name="cards"),
    path("consultations/<slug:ref>/messages/<int:number>/edit/", message_views.edit, name="message_edit"),
    path("consultations/<slug:ref>/messages/<int:number>/delete/", message_views.delete, name="message_delete"),
]
