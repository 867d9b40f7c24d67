"""`/desk/rfqs/…`: requests for quotation for programme staff."""

from django.urls import path

from offers.desk import rfq_desk_views as views

app_name = "rfq_desk"
urlpatterns = [
    path("rfqs/", views.rfq_queue, name="list"),
    path("rfqs/<slug:ref>/", views.rfq, name="rfq"),
    path("rfqs/<slug:ref>/approval/", views.approval, name="approval"),
    path("rfqs/<slug:ref>/return/", views.send_back, name="return"),
]
