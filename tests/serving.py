"""A web server on loopback that behaves as badly as it is told to."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What stands at each path; a function is called with the request's headers and how often it was asked."""

    pages: dict[str, Answer | Callable[[dict[str, str], int], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""
    drip: float = 0.0

    def page(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        said = {key.replace("_", "-"): value for key, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": kind, **said}, data)

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path
            site.asked.append(path)
            found = site.pages.get(path, (404, {}, b"not here"))
            if callable(found):
                headers = {key.lower(): value for key, value in self.headers.items()}
                found = found(headers, site.asked.count(path))
            status, headers, body = found
            if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                status, body = 304, b""
            body = body.replace(b"HERE", site.address.encode()) if status == 200 else body
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value.replace("HERE", site.address))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if site.drip and path != "/robots.txt":
                    for at in range(0, len(body), 10):
                        self.wfile.write(body[at : at + 10])
                        self.wfile.flush()
                        time.sleep(site.drip)
                else:
                    self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(data: bytes) -> bytes:
    """Bytes as gzip."""
    return gzip.compress(data)
