"""How does the desk look? The settings of the admin's theme."""

from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_SUBHEADER": _("The desk"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "newspaper",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": "newsroom.desk_menu.icon"}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "4px",
    "COLORS": {
        # The masthead's cochineal, from nearly white to nearly black.
        "primary": {
            "50": "oklch(97% .014 14)",
            "100": "oklch(93% .03 14)",
            "200": "oklch(87% .06 14)",
            "300": "oklch(78% .11 14)",
            "400": "oklch(67% .16 14)",
            "500": "oklch(55% .18 14)",
            "600": "oklch(45% .165 14)",
            "700": "oklch(39% .145 14)",
            "800": "oklch(33% .12 14)",
            "900": "oklch(27% .09 14)",
            "950": "oklch(20% .06 14)",
        }
    },
    "SIDEBAR": {
        "show_search": True,
        "navigation": "newsroom.desk_menu.navigation",
    },
}
