from django.urls import path

from offers import rfq_act_views, rfq_mine_views, rfq_views
from offers.rfq_feeds import RFQFeed
from portal.core.translating import views as translating

app_name = "rfqs"
urlpatterns = [
    path("rfqs/", rfq_views.rfq_list, name="list"),
    path("rfqs/feed.atom", RFQFeed(), name="feed"),
    path("rfqs/<slug:ref>/", rfq_views.rfq_detail, name="detail"),
    path("rfqs/<slug:ref>/translation/", translating.page, {"kind": "rfq"}, name="translation"),
    path("rfqs/<slug:ref>/calendar.ics", rfq_views.calendar, name="calendar"),
    path("rfqs/<slug:ref>/documents/<slug:paper>/", rfq_views.document, name="document"),
    path("rfqs/<slug:ref>/questions/", rfq_act_views.questions, name="questions"),
    path("rfqs/<slug:ref>/questions/<slug:question>/answer/", rfq_act_views.answers, name="answer"),
    path("rfqs/<slug:ref>/passing/", rfq_act_views.passing, name="passing"),
    # the buyer's
    path("my/rfqs/", rfq_mine_views.rfq_mine, name="mine"),
    path("my/rfqs/new/", rfq_mine_views.rfq_new, name="new"),
    path("my/rfqs/<slug:ref>/", rfq_mine_views.rfq_edit, name="edit"),
    path("my/rfqs/<slug:ref>/lines/<int:pk>/", rfq_mine_views.line_edit, name="line"),
    path("my/rfqs/<slug:ref>/publication/", rfq_mine_views.publication, name="publication"),
    path("my/rfqs/<slug:ref>/copy/", rfq_mine_views.duplicate, name="copy"),
    path("my/rfqs/<slug:ref>/deletion/", rfq_mine_views.discard, name="discard"),
    path("my/rfqs/<slug:ref>/documents/", rfq_mine_views.documents, name="documents"),
    path("my/rfqs/<slug:ref>/suppliers/", rfq_act_views.supplier_search, name="suppliers"),
    path("my/rfqs/<slug:ref>/invitations/", rfq_act_views.invitations, name="invitations"),
    *(path(f"my/rfqs/<slug:ref>/{name}/", rfq_act_views.act, {"name": name}, name=name) for name in rfq_act_views.ACTS),
]
