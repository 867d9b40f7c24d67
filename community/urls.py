from django.urls import path

from community import joining_views, member_views, views
from community.articles import urls as articles
from community.calendar import urls as calendar
from community.casework import urls as casework
from community.directory import urls as directory
from community.discussion import urls as discussion
from community.initiatives import urls as initiatives
from community.joint import printed_views
from community.moderation import urls as moderation
from community.results import urls as results
from community.vouching import urls as vouching

app_name = "community"
HOUSE = "communities/<slug:slug>/"
urlpatterns = [
    path("communities/", views.community_list, name="list"),
    path("my/communities/new/", views.community_new, name="new"),
    path("my/communities/invitations/", joining_views.own_invitations, name="own_invitations"),
    path("my/communities/invitations/<str:ref>/<str:answer>/", joining_views.own_answer, name="own_answer"),
    path("community-invitations/<str:token>/", joining_views.invitation, name="invitation"),
    path("community-invitations/<str:token>/<str:answer>/", joining_views.invitation_answer, name="invitation_answer"),
    path(HOUSE, views.community_detail, name="detail"),
    path(f"{HOUSE}look.css", views.community_stylesheet, name="stylesheet"),
    path(f"{HOUSE}profile/", views.community_edit, name="edit"),
    path(f"{HOUSE}look/", views.community_look, name="look"),
    path(f"{HOUSE}inside/", views.community_parts, name="parts"),
    path(f"{HOUSE}inside/end/", views.part_end, name="part_end"),
    path(f"{HOUSE}inside/<slug:part>/decision/", views.part_decision, name="part_decision"),
    path(f"{HOUSE}catalogue.pdf", printed_views.printed, name="printed_catalogue"),
    path(f"{HOUSE}closing/", views.community_closing, name="closing"),
    path(f"{HOUSE}members/", member_views.community_members, name="members"),
    path(f"{HOUSE}members/history/", member_views.member_history, name="history"),
    path(f"{HOUSE}members/<int:pk>/", member_views.member_detail, name="member"),
    path(f"{HOUSE}members/<int:pk>/decision/", member_views.member_decision, name="decision"),
    path(f"{HOUSE}members/<int:pk>/handover/", member_views.member_handover, name="handover"),
    path(f"{HOUSE}members/<int:pk>/removal/", member_views.member_removal, name="removal"),
    path(f"{HOUSE}membership/", joining_views.community_join, name="join"),
    path(f"{HOUSE}membership/end/", joining_views.community_leave, name="leave"),
    path(f"{HOUSE}membership/rules/", joining_views.rules_acceptance, name="rules_acceptance"),
    path(f"{HOUSE}joining/", joining_views.joining, name="joining"),
    path(f"{HOUSE}joining/questions/new/", joining_views.question, name="question_new"),
    path(f"{HOUSE}joining/questions/<int:pk>/", joining_views.question, name="question"),
    path(f"{HOUSE}joining/questions/<int:pk>/<str:change>/", joining_views.question_change, name="question_change"),
    path(f"{HOUSE}invitations/", joining_views.invitations, name="invitations"),
    path(f"{HOUSE}invitations/to/<slug:company>/", joining_views.company_invitation, name="company_invitation"),
    path(f"{HOUSE}invitations/<str:ref>/<str:change>/", joining_views.invitation_change, name="invitation_change"),
    *discussion.urlpatterns,
    *moderation.urlpatterns,
    *results.urlpatterns,
    *vouching.urlpatterns,
    *directory.urlpatterns,
    *calendar.urlpatterns,
    *articles.urlpatterns,
    *initiatives.urlpatterns,
    *casework.urlpatterns,
]
