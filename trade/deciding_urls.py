from django.urls import path

from trade import deciding_views, estimate_views, weights_views

app_name = "deciding"
urlpatterns = [
    path("rfqs/<slug:ref>/comparison/", deciding_views.comparison, name="comparison"),
    path("rfqs/<slug:ref>/comparison/comparison.xlsx", deciding_views.workbook, name="workbook"),
    path("rfqs/<slug:ref>/comparison/estimates/", estimate_views.estimates, name="estimates"),
    path("rfqs/<slug:ref>/comparison/weights/", weights_views.weights, name="weights"),
    path("rfqs/<slug:ref>/award/", deciding_views.award, name="award"),
    path("rfqs/<slug:ref>/award/closing/", deciding_views.closing, name="closing"),
]
