"""Which methods does a view answer?"""

from django.views.decorators.http import require_http_methods

reads = require_http_methods(["GET", "HEAD"])
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])
