from django.urls import path

from cms.desk import views

app_name = "cms_desk"
urlpatterns = [
    path("stale/", views.stale_pages, name="stale"),
    path("stale/<int:page_id>/right/", views.still_right, name="right"),
    path("problems/", views.problem_pages, name="problems"),
    path("pictures/", views.wanting_pictures, name="pictures"),
    path("unused/<slug:kind>/", views.unused_files, name="unused"),
    path("roles/", views.roles, name="roles"),
    path("roles/people/", views.give_role, name="give_role"),
    path("roles/<int:pk>/people/<int:user_id>/removal/", views.take_role, name="take_role"),
]
