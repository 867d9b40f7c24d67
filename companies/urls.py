from django.urls import path

from companies import activity_views, suspension_views, views

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
    # what was done for the company, and to it
    path("my/activity/", activity_views.activity, name="activity"),
    path("my/activity/activity.csv", activity_views.activity_export, name="activity_export"),
    path("my/company/suspension/", suspension_views.suspension, name="suspension"),
]
