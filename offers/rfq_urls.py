from django.urls import path

from offers import rfq_views

app_name = "rfqs"
urlpatterns = [
    path("rfqs/<slug:ref>/", rfq_views.rfq_detail, name="detail"),
]
