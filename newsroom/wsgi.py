"""What does the web server call? Django, behind the page cache."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django_application = get_wsgi_application()

# Both need Django's settings to be in place.
from newsroom.audience import public_query_keys  # noqa: E402
from newsroom.bodies import BodyLimit  # noqa: E402
from newsroom.database import patience  # noqa: E402
from newsroom.page_cache import PageCache  # noqa: E402

patience.install()
application = BodyLimit(PageCache(django_application, query_keys=public_query_keys))
