from django.urls import path

from community.moderation import rule_views, views
from community.moderation.desk_views import house_pages as pages

HOUSE = "communities/<slug:slug>/moderation/"
urlpatterns = [
    path("my/community-reports/", views.reports, name="moderation_reports"),
    path("my/community-reports/new/", views.report_new, name="report_content"),
    path("my/community-decisions/", views.decisions, name="moderation_decisions"),
    path("my/community-decisions/<slug:ref>/", views.decision, name="moderation_decision"),
    path("my/community-decisions/<slug:ref>/appeal/", views.appeal, name="moderation_appeal"),
    path(HOUSE, pages["queue"], name="moderation_queue"),
    path(f"{HOUSE}rules/", rule_views.rules, name="moderation_rules"),
    path(f"{HOUSE}rules/new/", rule_views.rule_new, name="moderation_rule_new"),
    path(f"{HOUSE}rules/trial/", rule_views.trial, name="moderation_trial"),
    path(f"{HOUSE}rules/<int:pk>/removal/", rule_views.rule_removal, name="moderation_rule_removal"),
    path(f"{HOUSE}log/", rule_views.log, name="moderation_log"),
    path(f"{HOUSE}release/", pages["release"], name="moderation_release"),
    path(f"{HOUSE}cases/<slug:ref>/", pages["case"], name="moderation_case"),
    path(f"{HOUSE}cases/<slug:ref>/decision/", pages["act"], name="moderation_act"),
    path(f"{HOUSE}cases/<slug:ref>/return/", pages["back"], name="moderation_back"),
    path(f"{HOUSE}cases/<slug:ref>/answer/", pages["answer"], name="moderation_answer"),
    path(f"{HOUSE}cases/<slug:ref>/lifting/", pages["lift"], name="moderation_lift"),
]
