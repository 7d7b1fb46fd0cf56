"""Is someone signed in? A cookie tells the page's script; no server believes it.

Public pages are the same for everyone, so their script needs to know whether to ask for
the private parts. The value is ``1``: it names nobody and opens nothing.
"""

from django.conf import settings

COOKIE = "newsroom_reader"


class ReaderHintMiddleware:
    """Keep the hint in step with the session, on private answers only."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(response, "public_seconds", 0) or not hasattr(request, "user"):
            return response
        if request.user.is_authenticated:
            self._keep(request, response)
        elif COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    def _keep(self, request, response) -> None:
        # As long-lived as the session, so it is renewed whenever the session is.
        if COOKIE not in request.COOKIES or request.session.modified:
            response.set_cookie(
                COOKIE,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
