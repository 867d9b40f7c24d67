from django.urls import path

from community import views

app_name = "community"
urlpatterns = [
    path("communities/", views.community_list, name="list"),
    path("my/communities/new/", views.community_new, name="new"),
    path("communities/<slug:slug>/", views.community_detail, name="detail"),
    path("communities/<slug:slug>/profile/", views.community_edit, name="edit"),
    path("communities/<slug:slug>/members/", views.community_members, name="members"),
    path("communities/<slug:slug>/members/<int:pk>/decision/", views.member_decision, name="decision"),
    path("communities/<slug:slug>/membership/", views.community_join, name="join"),
    path("communities/<slug:slug>/membership/end/", views.community_leave, name="leave"),
    path("communities/<slug:slug>/threads/new/", views.thread_new, name="thread_new"),
    path("communities/<slug:slug>/threads/<str:ref>/", views.thread_detail, name="thread"),
    path("communities/<slug:slug>/threads/<str:ref>/moderation/", views.thread_moderation, name="moderation"),
]
