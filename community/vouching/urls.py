from django.urls import path

from community.vouching import views

HOUSE = "communities/<slug:slug>/vouching/"
urlpatterns = [
    path("my/vouching/", views.mine, name="vouchings"),
    path("my/vouching/<slug:ref>/", views.one, name="vouching"),
    path("my/vouching/<slug:ref>/answer/", views.answer, name="vouching_answer"),
    path("my/vouching/<slug:ref>/end/", views.end, name="vouching_end"),
    path(HOUSE, views.given, name="vouching_given"),
    path(f"{HOUSE}new/", views.choose, name="vouching_choose"),
    path(f"{HOUSE}new/<slug:company>/", views.offer, name="vouching_offer"),
]
