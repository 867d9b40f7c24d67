"""`/desk/…`: the catalogue's pages for programme staff."""

from django.urls import path

from catalog.desk import category_views

app_name = "catalog_desk"
urlpatterns = [
    path("categories/", category_views.category_list, name="categories"),
    path("categories/<slug:slug>/", category_views.category, name="category"),
    path("categories/<slug:slug>/names/", category_views.names, name="category_names"),
    path("categories/<slug:slug>/place/", category_views.place, name="category_place"),
    path("categories/<slug:slug>/merge/", category_views.merge, name="category_merge"),
]
