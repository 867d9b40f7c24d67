"""Addresses of payments and books, below the name `trade`."""

from django.urls import path

from trade.books import views as books
from trade.settling import payee_views, views

HERE = "orders/<slug:ref>/"
urlpatterns = [
    path(f"{HERE}instalments/<int:number>/report/", views.Report.as_view(), name="report"),
    path(f"{HERE}instalments/<int:number>/receipt/", views.Receipt.as_view(), name="receipt"),
    path(f"{HERE}instalments/<int:number>/letter-of-credit/", views.Letter.as_view(), name="letter"),
    path(f"{HERE}instalments/<int:number>/parts/", views.Spreading.as_view(), name="spreading"),
    path(f"{HERE}letters-of-credit/<slug:letter>/decision/", views.LetterDecision.as_view(), name="letter_decision"),
    path(f"{HERE}payments/<slug:proof>/confirmation/", views.Confirmation.as_view(), name="confirmation_of_payment"),
    path(f"{HERE}payments/<slug:proof>/refusal/", views.Refusal.as_view(), name="refusal"),
    path(f"{HERE}payments/<slug:proof>/withdrawal/", views.Withdrawal.as_view(), name="proof_withdrawal"),
    path(f"{HERE}payments/<slug:proof>/papers/<slug:paper>/", views.paper, name="proof_paper"),
    path("my/payee-account/", payee_views.account, name="payee"),
    path("my/payee-account/entry/", payee_views.entry, name="payee_entry"),
    path("my/payee-account/<slug:ref>/approval/", payee_views.approval, name="payee_approval"),
    path("my/payee-account/<slug:ref>/letter/", payee_views.letter, name="payee_letter"),
    path("my/payee-account/<slug:ref>/stopping/", payee_views.stopping, name="payee_stopping"),
    path("my/ledger/", books.ledger, name="ledger"),
    path("my/ledger/ledger.csv", books.ledger_csv, name="ledger_csv"),
]
