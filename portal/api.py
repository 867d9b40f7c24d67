"""`/api/v1/`: every app's endpoints in one router."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from community.api import CommunityViewSet
from companies.api import CompanyViewSet
from offers.api import OfferViewSet

router = SimpleRouter()
router.register("companies", CompanyViewSet)
router.register("communities", CommunityViewSet)
router.register("offers", OfferViewSet)

urlpatterns = [path("", include(router.urls))]
