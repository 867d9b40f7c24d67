"""Addresses of orders, below the name `trade`."""

from django.urls import path

from trade.orders import act_views, change_views, list_views, order_views, views

urlpatterns = [
    path("orders/", list_views.order_list, name="orders"),
    path("orders/export/", list_views.order_export, name="orders_export"),
    path("orders/<slug:ref>/", views.order_detail, name="order"),
    path("orders/<slug:ref>/calendar.ics", views.calendar, name="order_calendar"),
    path("orders/<slug:ref>/confirmation/", act_views.confirmation, name="order_confirmation"),
    path("orders/<slug:ref>/production/", act_views.production, name="order_production"),
    path("orders/<slug:ref>/readiness/", act_views.readiness, name="order_readiness"),
    path("orders/<slug:ref>/deliveries/", act_views.deliveries, name="order_deliveries"),
    path("orders/<slug:ref>/deliveries/<int:number>/receipt/", act_views.receipt, name="order_receipt"),
    path("orders/<slug:ref>/reminder/", act_views.reminder, name="order_reminder"),
    path("orders/<slug:ref>/completion/", act_views.completion, name="order_completion"),
    path("orders/<slug:ref>/cancellation/", act_views.cancellation, name="order_cancellation"),
    path("orders/<slug:ref>/number/", act_views.number, name="order_number"),
    path("orders/<slug:ref>/address/", act_views.address, name="order_address"),
    path("orders/<slug:ref>/notes/", act_views.notes, name="order_notes"),
    path("orders/<slug:ref>/changes/", change_views.changes, name="order_changes"),
    path("orders/<slug:ref>/changes/<int:number>/", change_views.change, name="order_change"),
    path("orders/<slug:ref>/changes/<int:number>/agreement/", change_views.agreement, name="order_agreement"),
    path("orders/<slug:ref>/changes/<int:number>/refusal/", change_views.refusal, name="order_refusal"),
    path("orders/<slug:ref>/changes/<int:number>/withdrawal/", change_views.withdrawal, name="order_withdrawal"),
    path("products/<slug:slug>/order/", order_views.at_list_terms, name="order_product"),
    path("products/<slug:slug>/sample/", order_views.sample, name="order_sample"),
]
