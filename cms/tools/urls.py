from django.urls import path

from cms.tools import views

app_name = "tools"
urlpatterns = [
    path("", views.index, name="index"),
    path("currency/", views.currency, name="currency"),
    path("currency/history.csv", views.currency_csv, name="currency_csv"),
    path("incoterms/", views.incoterms, name="incoterms"),
    path("hs/", views.harmonized, name="hs"),
    path("hs/<str:code>/", views.heading, name="hs_code"),
    path("units/", views.convert_units, name="units"),
    path("time/", views.hours, name="time"),
]
