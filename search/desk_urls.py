"""`/desk/search/`: the search's pages for staff."""

from django.urls import path

from search import staff_views

app_name = "search_desk"
urlpatterns = [
    path("", staff_views.analytics, name="analytics"),
    path("synonyms/", staff_views.synonyms, name="synonyms"),
    path("synonyms/<int:pk>/", staff_views.synonym, name="synonym"),
    path("why/<slug:kind>/<int:pk>/", staff_views.why, name="why"),
]
