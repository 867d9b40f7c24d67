from django.urls import path

from community.directory import views

HERE = "communities/<slug:slug>/directory/"
urlpatterns = [
    path(HERE, views.directory, name="directory"),
    path(f"{HERE}regions/", views.by_region, name="directory_regions"),
    path(f"{HERE}members.csv", views.export, name="directory_export"),
    path(f"{HERE}fields/", views.fields, name="directory_fields"),
    path(f"{HERE}fields/new/", views.field_form, name="directory_field_new"),
    path(f"{HERE}fields/<int:pk>/", views.field_form, name="directory_field"),
    path(f"{HERE}fields/<int:pk>/acts/", views.field_act, name="directory_field_act"),
    path(f"{HERE}of/<slug:company>/", views.entry, name="directory_entry"),
    path(f"{HERE}of/<slug:company>/answers/", views.entry_edit, name="directory_entry_edit"),
    path(f"{HERE}of/<slug:company>/answers/deletion/", views.entry_emptied, name="directory_entry_emptied"),
]
