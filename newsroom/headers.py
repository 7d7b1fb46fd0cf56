"""Which security headers does every answer carry, and which does the admin relax?"""

from django.conf import settings
from django.utils.csp import CSP

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware:
    """Add the headers that Django has no setting for."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class AdminPolicyMiddleware:
    """Let the admin's own scripts run: unfold evaluates, its editor has inline parts.

    Stands inside ``ContentSecurityPolicyMiddleware``, which reads what is set here.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self.policy = settings.SECURE_CSP | {
            "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
            "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
            "img-src": [CSP.SELF, "data:", "blob:"],
        }

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_config = self.policy
        return response
