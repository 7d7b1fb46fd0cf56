"""Did a page do what no page of ours may do, while a test was looking elsewhere?"""

from urllib.parse import urlsplit

# A page or a part of one may answer "no", and the test looks at that answer.
ANSWERS = {"document", "fetch", "xhr"}
NOT_LOADED = (
    "Failed to load resource: the server responded with a status of",
    # The connection, where a test has cut it; htmx says so as well.
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "Failed to load resource: net::ERR_FAILED",
    "htmx: htmx:error: Failed to fetch",
)


class Guard:
    """Collects errors of scripts, policy violations, and calls to other hosts."""

    def __init__(self, site):
        self.complaints = []
        self.site = urlsplit(site.address).netloc
        self.hosts = {self.site, urlsplit(site.stand_in).netloc}

    def watch(self, context):
        """Look at everything that happens in the windows of one person."""
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._see_request)
        context.on("response", self._see_response)

    def _hear(self, message):
        if message.type != "error" or message.text.startswith(NOT_LOADED):
            return
        place = message.location.get("url", "")
        if urlsplit(place).netloc in {self.site, ""}:
            self.complaints.append(f"console: {message.text} ({place})")

    def _catch(self, error):
        self.complaints.append(f"script: {error.error}")

    def _see_request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc not in self.hosts:
            self.complaints.append(f"another host: {request.url}")

    def _see_response(self, response):
        kind = response.request.resource_type
        if response.status >= 400 and kind not in ANSWERS:
            self.complaints.append(f"{kind} {response.status}: {response.url}")
        if response.status >= 500 and response.status != 503:
            self.complaints.append(f"{response.status}: {response.url}")
