"""How do requests come in over HTTP, and from whom?"""

import ipaddress
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .replies import Reply

Answer = Callable[[str, str, dict[str, str], str], Reply | None]
_LARGEST = 1_000_000


def is_loopback(host: str) -> bool:
    """Whether a host can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Server(ThreadingHTTPServer):
    """Serves one callable; each connection has a thread."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, host: str, port: int, answer: Answer) -> None:
        if not is_loopback(host):
            raise ValueError(
                f"The stand-in only listens on this machine, not on {host}."
            )
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.answer = answer
        self._connections: set[socket.socket] = set()
        super().__init__((host, port), _Handler)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.server_port}"
        self._thread = threading.Thread(
            target=self.serve_forever, args=(0.02,), name="stand-in", daemon=True
        )

    def start(self) -> None:
        """Serve in a thread until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Close the door and every connection."""
        self.shutdown()
        self._thread.join()
        self.server_close()
        for connection in list(self._connections):
            self.shutdown_request(connection)

    def process_request(self, request, client_address) -> None:
        """Remember the connection, so that ``stop`` can close it."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        """Forget the connection and close it."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address) -> None:
        """Say nothing of a caller that hung up; anything else is our own fault."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def _handle(self) -> None:
        headers = {name.lower(): text for name, text in self.headers.items()}
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _LARGEST:
            self.close_connection = True
            self._send(Reply(413, "The request is too large."))
            return
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        if not is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname or ""):
            self._send(Reply(403, "The stand-in only answers to this machine's names."))
            return
        path, _, query = self.path.partition("?")
        form = query if self.command in ("GET", "DELETE") and query else body
        reply = self.server.answer(self.command, path, headers, form)
        if reply is None:
            self.close_connection = True
        else:
            self._send(reply)

    do_GET = do_POST = do_DELETE = do_HEAD = _handle

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        # No form-action: the buttons lead, by way of a redirect, to the site.
        policy = "default-src 'none'; style-src 'self'; img-src data:"
        self.send_header("Content-Security-Policy", policy)
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        """Keep quiet; the overview page shows what happened."""
