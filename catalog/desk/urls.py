"""`/desk/…`: the catalogue's pages for programme staff."""

from django.urls import path

from catalog.desk import category_views, decisions, report_views, views

app_name = "catalog_desk"
urlpatterns = [
    path("listings/", views.listings, name="listings"),
    path("listings/appeals/", views.appeals, name="appeals"),
    path("listings/flags/", views.flags, name="flags"),
    path("listings/approval/", decisions.approvals, name="approvals"),
    path("listings/trust/<slug:slug>/", decisions.trust, name="trust"),
    path("listings/<slug:ref>/", views.listing, name="listing"),
    path("listings/<slug:ref>/approval/", decisions.approval, name="approval"),
    path("listings/<slug:ref>/rejection/", decisions.rejection, name="rejection"),
    path("listings/<slug:ref>/flag/", decisions.flag, name="flag"),
    path("listings/<slug:ref>/appeal/", decisions.appeal, name="appeal"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<slug:ref>/", report_views.report, name="report"),
    path("reports/<slug:ref>/decision/", report_views.decision, name="report_decision"),
    path("reports/<slug:ref>/change/", report_views.change, name="report_change"),
    path("reports/<slug:ref>/appeal/", report_views.appeal, name="report_appeal"),
    path("categories/", category_views.category_list, name="categories"),
    path("categories/<slug:slug>/", category_views.category, name="category"),
    path("categories/<slug:slug>/names/", category_views.names, name="category_names"),
    path("categories/<slug:slug>/place/", category_views.place, name="category_place"),
    path("categories/<slug:slug>/merge/", category_views.merge, name="category_merge"),
    path("categories/<slug:slug>/separation/", category_views.separation, name="category_separation"),
]
