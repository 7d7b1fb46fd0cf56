"""A site on which somebody forgot to mark a view."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("forgotten/", lambda request: HttpResponse("open to all")),
    path("accounts/", include("allauth.urls")),
]
