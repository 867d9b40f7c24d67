"""`/api/v1/`: every app's endpoints in one router."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from catalog.api import ProductViewSet
from catalog.api_specs import CategoryViewSet
from community.api import CommunityViewSet
from community.calendar.api import GatheringsView
from community.directory.api import DirectoryView
from community.discussion.api import PostsView, ThreadsView
from community.initiatives.api import InitiativesView
from community.moderation.api import ModerationQueueView
from community.results.api import ResultsView
from companies.api import CompanyViewSet
from companies.webhooks.api import WebhookViewSet
from consultations.meetings.api import MeetingViewSet, SlotsView
from offers.api import OfferViewSet
from offers.batch_api import InquiryBatchViewSet
from offers.inquiry_api import InquiryViewSet
from offers.rfq_api import RFQViewSet
from search.api import SearchView, SuggestView
from trade.api import QuotationViewSet
from trade.api_deciding import AwardView, ComparisonView
from trade.invoices.api import InvoiceViewSet
from trade.orders.api import OrderViewSet
from trade.rounds.api import RoundsView
from trade.settling.api import InstalmentViewSet, OutsidePaymentViewSet

router = SimpleRouter()
router.register("companies", CompanyViewSet)
router.register("products", ProductViewSet)
router.register("categories", CategoryViewSet)
router.register("communities", CommunityViewSet)
router.register("meetings", MeetingViewSet)
router.register("offers", OfferViewSet)
router.register("inquiries/batches", InquiryBatchViewSet)
router.register("inquiries", InquiryViewSet)
router.register("orders", OrderViewSet)
router.register(r"orders/(?P<order>[-\w]+)/instalments", InstalmentViewSet, "order-instalments")
router.register(r"orders/(?P<order>[-\w]+)/payments", OutsidePaymentViewSet, "order-payments")
router.register("quotations", QuotationViewSet)
router.register("invoices", InvoiceViewSet)
router.register("rfqs", RFQViewSet)
router.register("webhooks", WebhookViewSet)

urlpatterns = [
    path("search/", SearchView.as_view(), name="api-search"),
    path("suggest/", SuggestView.as_view(), name="suggest"),
    path("communities/<slug:slug>/initiatives/", InitiativesView.as_view(), name="api-initiatives"),
    path("companies/<slug:slug>/slots/", SlotsView.as_view(), name="api-slots"),
    path("communities/<slug:slug>/events/", GatheringsView.as_view(), name="api-events"),
    path("rfqs/<slug:ref>/comparison/", ComparisonView.as_view(), name="api-comparison"),
    path("rfqs/<slug:ref>/award/", AwardView.as_view(), name="api-award"),
    path("communities/<slug:slug>/threads/", ThreadsView.as_view(), name="api-threads"),
    path("communities/<slug:slug>/threads/<str:ref>/posts/", PostsView.as_view(), name="api-posts"),
    path("communities/<slug:slug>/members/", DirectoryView.as_view(), name="api-directory"),
    path("communities/<slug:slug>/results/", ResultsView.as_view(), name="api-results"),
    path("communities/<slug:slug>/moderation/", ModerationQueueView.as_view(), name="api-moderation"),
    path("communities/<slug:slug>/rounds/", RoundsView.as_view(), name="api-rounds"),
    path("", include(router.urls)),
]
