from django.urls import path

from companies import views

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
]
