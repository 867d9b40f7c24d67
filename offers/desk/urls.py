"""`/desk/offers/…`: offers that staff look at before readers do."""

from django.urls import path

from offers.desk import views

app_name = "offers_desk"
urlpatterns = [
    path("offers/", views.held, name="held"),
    path("offers/<slug:ref>/approval/", views.approval, name="approval"),
    path("offers/<slug:ref>/rejection/", views.rejection, name="rejection"),
]
