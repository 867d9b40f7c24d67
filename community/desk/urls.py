"""`/desk/…`: what programme staff see of communities."""

from django.urls import path

from community.moderation.desk_views import desk_pages as pages
from community.results import views as results

app_name = "community_desk"
urlpatterns = [
    path("results/", results.programme, name="results"),
    path("results/results.csv", results.programme_csv, name="results_csv"),
    path("community-reports/", pages["queue"], name="moderation_queue"),
    path("community-reports/release/", pages["release"], name="moderation_release"),
    path("community-reports/<slug:ref>/", pages["case"], name="moderation_case"),
    path("community-reports/<slug:ref>/decision/", pages["act"], name="moderation_act"),
    path("community-reports/<slug:ref>/return/", pages["back"], name="moderation_back"),
    path("community-reports/<slug:ref>/answer/", pages["answer"], name="moderation_answer"),
    path("community-reports/<slug:ref>/lifting/", pages["lift"], name="moderation_lift"),
]
