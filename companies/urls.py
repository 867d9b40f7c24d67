from django.urls.resolvers import URLPattern

app_name = "companies"
urlpatterns: list[URLPattern] = []
