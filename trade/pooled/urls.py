from django.urls import path

from trade.pooled import views

app_name = "pools"
HERE = "communities/<slug:slug>/pools/"
urlpatterns = [
    path(HERE, views.pool_list, name="list"),
    path(f"{HERE}new/", views.pool_new, name="new"),
    path("rfqs/<slug:ref>/pool/", views.pick, name="pick"),
    path(f"{HERE}<slug:ref>/", views.pool_detail, name="detail"),
    path(f"{HERE}<slug:ref>/promises/<int:line>/", views.promise, name="promise"),
    path(f"{HERE}<slug:ref>/closing/", views.closing, name="close"),
    path(f"{HERE}<slug:ref>/consent/", views.consent, name="consent"),
    path(f"{HERE}<slug:ref>/cancellation/", views.cancellation, name="cancel"),
]
