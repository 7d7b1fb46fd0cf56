"""Addresses of the account pages; signing in and out is allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/masthead/", views.masthead, name="masthead"),
    path("account/export/", views.export, name="export"),
    path("account/delete/", views.leave, name="leave"),
    path("account/deleted/", views.left, name="left"),
]
