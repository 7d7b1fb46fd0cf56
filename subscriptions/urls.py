"""Addresses of plans, checkout, cancellation, and of Stripe's webhook."""

from django.urls import path

from subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("subscribe/", views.plans, name="plans"),
    path("subscribe/thanks/", views.thanks, name="thanks"),
    path("subscribe/<slug:plan>/", views.checkout, name="checkout"),
    path("account/subscription/portal/", views.portal, name="portal"),
    path("cancel/", views.cancel, name="cancel"),
    path("cancel/undo/", views.keep, name="keep"),
    path("stripe/webhook/", views.stripe_webhook, name="webhook"),
]
