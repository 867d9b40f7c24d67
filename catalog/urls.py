from django.urls import path

from catalog import import_views

app_name = "catalog"
urlpatterns = [
    path("my/import/", import_views.import_list, name="import"),
    path("my/import/template.<slug:kind>", import_views.import_template, name="import_template"),
    path("my/import/<slug:ref>/", import_views.import_run, name="import_run"),
    path("my/import/<slug:ref>/report.csv", import_views.import_report, name="import_report"),
]
