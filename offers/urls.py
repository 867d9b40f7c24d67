from django.urls.resolvers import URLPattern

app_name = "offers"
urlpatterns: list[URLPattern] = []
