"""Addresses of the demo's remote control."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.remote_control, name="remote_control"),
    path("demo/become/<slug:key>/", views.become, name="become"),
    path("demo/decline-next-card/", views.decline_next_card, name="decline_next_card"),
    path("demo/end-subscription/", views.end_subscription, name="end_subscription"),
    path("demo/move-clock/", views.move_clock, name="move_clock"),
    path("demo/inbox/", views.inbox, name="inbox"),
    path("demo/inbox/<int:pk>/", views.mail, name="mail"),
]
