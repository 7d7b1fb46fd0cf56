"""Addresses of plans, checkout, cancellation, and of Stripe's webhook."""

from django.urls import path

from subscriptions import account_views, code_views, views

app_name = "subscriptions"
urlpatterns = [
    path("subscribe/", views.plans, name="plans"),
    path("subscribe/thanks/", views.thanks, name="thanks"),
    path("subscribe/<slug:plan>/", views.checkout, name="checkout"),
    path("account/subscription/", account_views.bills, name="bills"),
    path("account/subscription/portal/", account_views.portal, name="portal"),
    path("cancel/", account_views.cancel, name="cancel"),
    path("cancel/undo/", account_views.keep, name="keep"),
    path("cancel/<str:token>/", account_views.cancel_by_link, name="cancel_by_link"),
    path("redeem/", code_views.redeem, name="redeem"),
    path("stripe/webhook/", views.stripe_webhook, name="webhook"),
]
