"""Addresses of payments and books, below the name `trade`."""

from django.urls import path

from trade.books import views as books
from trade.settling import payee_views, views

HERE = "orders/<slug:ref>/"
urlpatterns = [
    path(f"{HERE}instalments/<int:number>/report/", views.report, name="report"),
    path(f"{HERE}instalments/<int:number>/receipt/", views.receipt, name="receipt"),
    path(f"{HERE}instalments/<int:number>/letter-of-credit/", views.letter, name="letter"),
    path(f"{HERE}instalments/<int:number>/parts/", views.spreading, name="spreading"),
    path(f"{HERE}letters-of-credit/<slug:letter>/decision/", views.letter_decision, name="letter_decision"),
    path(f"{HERE}payments/<slug:proof>/confirmation/", views.confirmation, name="confirmation_of_payment"),
    path(f"{HERE}payments/<slug:proof>/refusal/", views.refusal, name="refusal"),
    path(f"{HERE}payments/<slug:proof>/withdrawal/", views.withdrawal, name="proof_withdrawal"),
    path(f"{HERE}payments/<slug:proof>/paper/", views.paper, name="proof_paper"),
    path("my/payee-account/", payee_views.account, name="payee"),
    path("my/payee-account/entry/", payee_views.entry, name="payee_entry"),
    path("my/payee-account/<slug:ref>/approval/", payee_views.approval, name="payee_approval"),
    path("my/payee-account/<slug:ref>/letter/", payee_views.letter, name="payee_letter"),
    path("my/payee-account/<slug:ref>/stopping/", payee_views.stopping, name="payee_stopping"),
    path("my/ledger/", books.ledger, name="ledger"),
    path("my/ledger/ledger.csv", books.ledger_csv, name="ledger_csv"),
]
