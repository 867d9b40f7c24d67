"""`/desk/listings/`."""

from django.urls import path

from catalog.desk import decisions, views

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
]
