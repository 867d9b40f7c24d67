from django.urls import path

from community import views
from community.discussion import urls as discussion

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
    *discussion.urlpatterns,
]
