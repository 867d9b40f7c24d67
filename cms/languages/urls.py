from django.urls import path

from cms.languages import views

app_name = "cms_languages"
urlpatterns = [
    path("", views.report, name="report"),
    path("<int:page_id>/", views.side_by_side, name="pair"),
    path("<int:page_id>/in-step/", views.mark_in_step, name="in_step"),
    path("<int:page_id>/start/<slug:code>/", views.start, name="start"),
]
