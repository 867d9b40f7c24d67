from django.urls import path

from trade import quotation_views

app_name = "trade"
urlpatterns = [
    path("quotations/<slug:ref>/", quotation_views.quotation_detail, name="quotation"),
]
