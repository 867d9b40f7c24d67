from django.urls import path

from offers import inquiry_views, views
from offers.feeds import OfferFeed

app_name = "offers"
urlpatterns = [
    path("offers/", views.offer_list, name="list"),
    path("offers/feed.atom", OfferFeed(), name="feed"),
    path("offers/<slug:ref>/", views.offer_detail, name="detail"),
    path("my/offers/", views.offer_mine, name="mine"),
    path("my/offers/new/", views.offer_new, name="new"),
    path("my/offers/<slug:ref>/", views.offer_edit, name="edit"),
    path("my/offers/<slug:ref>/publication/", views.publication, name="publication"),
    path("my/offers/<slug:ref>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("my/offers/<slug:ref>/renewal/", views.renewal, name="renewal"),
    path("inquiries/new/<slug:kind>/<slug:key>/", inquiry_views.ask, name="ask"),
    path("inquiries/<slug:ref>/", inquiry_views.inquiry_detail, name="inquiry"),
    path("inquiries/<slug:ref>/closure/", inquiry_views.closure, name="inquiry_closure"),
    path("my/inquiries/", inquiry_views.inquiry_list, name="inquiries"),
]
