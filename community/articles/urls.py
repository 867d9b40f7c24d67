from django.urls import path

from community.articles import version_views, views

HOUSE = "communities/<slug:slug>/articles/"
ONE = f"{HOUSE}<str:ref>/"

urlpatterns = [
    path(HOUSE, views.article_list, name="articles"),
    path(f"{HOUSE}new/", views.article_new, name="article_new"),
    path(ONE, views.article_detail, name="article"),
    path(f"{ONE}edit/", views.article_edit, name="article_edit"),
    path(f"{ONE}state/", views.article_state, name="article_state"),
    path(f"{ONE}order/", views.article_order, name="article_order"),
    path(f"{ONE}reviewers/", views.article_reviewer, name="article_reviewer"),
    path(f"{ONE}opinion/", views.article_opinion, name="article_opinion"),
    path(f"{ONE}versions/", version_views.versions, name="article_versions"),
    path(f"{ONE}versions/<int:number>/", version_views.version, name="article_version"),
    path(f"{ONE}suggestions/new/", version_views.suggest, name="article_suggest"),
    path(f"{ONE}suggestions/<str:suggestion_ref>/", version_views.suggestion, name="article_suggestion"),
    path(f"{ONE}pictures/", version_views.picture_add, name="article_pictures"),
    path(f"{ONE}pictures/<str:picture_ref>/", version_views.picture, name="article_picture"),
    path(f"{ONE}pictures/<str:picture_ref>/removal/", version_views.picture_remove, name="article_picture_remove"),
]
