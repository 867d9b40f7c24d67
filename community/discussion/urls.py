from django.urls import path

from community.discussion import views

urlpatterns = [
    path("communities/<slug:slug>/threads/new/", views.thread_new, name="thread_new"),
    path("communities/<slug:slug>/threads/<str:ref>/", views.thread_detail, name="thread"),
    path("communities/<slug:slug>/threads/<str:ref>/moderation/", views.thread_moderation, name="moderation"),
]
