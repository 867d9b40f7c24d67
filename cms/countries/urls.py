from django.urls import path

from cms.countries import views

urlpatterns = [path("countries/compare/", views.compare, name="compare_countries")]
