"""Which app answers which address? The one module that knows them all."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom import errors, health
from newsroom.audience import mark_urls, open_page, private_page

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *([path("", include("demo.urls"))] if settings.DEMO else []),
    path("admin/", mark_urls(admin.site.urls, private_page)),
    path("accounts/", mark_urls(include("allauth.urls"), open_page)),
    path("", include("accounts.urls")),
    path("", include("subscriptions.urls")),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
