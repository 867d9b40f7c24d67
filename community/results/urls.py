from django.urls import path

from community.results import views

HOUSE = "communities/<slug:slug>/results/"
urlpatterns = [
    path(HOUSE, views.house, name="results"),
    path(f"{HOUSE}results.csv", views.house_csv, name="results_csv"),
    path(f"{HOUSE}audience/", views.audience, name="results_audience"),
    path(f"{HOUSE}consent/", views.consent, name="results_consent"),
]
