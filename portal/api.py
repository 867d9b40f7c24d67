"""`/api/v1/`: every app's endpoints in one router."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from catalog.api import ProductViewSet
from community.api import CommunityViewSet
from companies.api import CompanyViewSet

router = SimpleRouter()
router.register("companies", CompanyViewSet)
router.register("products", ProductViewSet)
router.register("communities", CommunityViewSet)

urlpatterns = [path("", include(router.urls))]
