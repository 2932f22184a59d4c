"""The one door out: asks web addresses for their status, and hands nothing over.

Neither cookies nor credentials nor a proxy are used. What is private is never asked, whatever a name
resolves to: the address that was judged is the one that is connected to.
"""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock, Timer
from urllib.parse import quote, urljoin, urlsplit

from kbassist import __version__
from kbassist.system.errors import AddressRefused, HostUnknown, NoAnswer

Wait = Callable[[float], bool]
"""Waits for so many seconds; returns True, and at once, when nobody wants the answer any more."""

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5
_TOO_MANY_REQUESTS = 429
_CONNECT_S = 10.0
_WHOLE_S = 20.0
_GAP_S = 1.0
_PATH_SIGNS = "/%:@!$&'()*+,;=~-._"
_QUERY_SIGNS = f"{_PATH_SIGNS}?[]"
_HEADERS = {"User-Agent": f"kbassist/{__version__} (link check)", "Accept": "*/*", "Connection": "close"}
# All that IANA gives out for the public internet (RFC 4291); what else is called global is old or local.
_GLOBAL = ip_network("2000::/3")
# IPv4 addresses as seen through a translator (RFC 6052).
_TRANSLATED = ip_network("64:ff9b::/96")
_NO_SUCH_HOST = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart; `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


class Http:
    """Asks any number of hosts at once, and each at most once a second; for any thread.

    `loopback` lets this machine be asked too.
    """

    def __init__(self, loopback: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._loopback = loopback
        self._clock = clock
        self._lock = Lock()
        self._next: dict[str, float] = {}

    def status(self, url: str, wait: Wait) -> int:
        """Return the status in which an address ends, that of a redirect when there is no end of them.

        Raises AddressRefused, HostUnknown and NoAnswer.
        """
        status = 0
        for _ in range(_MOST_REDIRECTS + 1):
            target = _target(url)
            status, location = self._head_or_get(target, wait)
            if status not in _REDIRECTS or not location:
                return status
            try:
                url = urljoin(url, location)
            except ValueError as error:
                raise AddressRefused(f"{url[:200]} leads to something that is no web address.") from error
        return status

    def _head_or_get(self, target: _Target, wait: Wait) -> tuple[int, str]:
        """Ask for the head alone; servers that do not know how are asked for the page, which is not read."""
        with suppress(NoAnswer):
            status, location = self._ask("HEAD", target, wait)
            if status < 400 or status == _TOO_MANY_REQUESTS:
                return status, location
        return self._ask("GET", target, wait)

    def _ask(self, method: str, target: _Target, wait: Wait) -> tuple[int, str]:
        self._take_turn(target.host, wait)
        addresses = self._addresses(target)
        connection = HTTPConnection(target.host, target.port, timeout=_CONNECT_S)
        # A server that sends a byte now and then would keep the line for ever.
        watch = Timer(_WHOLE_S, _hang_up, [connection])
        try:
            connection.sock = _connected(addresses, target.port)
            if target.scheme == "https":
                connection.sock = _secured(connection.sock, target.host)
            watch.start()
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            connection.request(method, target.path, headers={**_HEADERS, "Host": target.host_header})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or ""
        except (OSError, HTTPException, ValueError) as error:
            raise NoAnswer(f"{target.host} does not answer: {error or type(error).__name__}.") from error
        finally:
            watch.cancel()
            connection.close()

    def _take_turn(self, host: str, wait: Wait) -> None:
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + _GAP_S
        if wait(turn - now):
            raise NoAnswer(f"{host} was not asked, since asking was cancelled.")

    def _addresses(self, target: _Target) -> list[str]:
        """Resolve a host. Raises HostUnknown, NoAnswer, and AddressRefused when one address is private."""
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_HOST:
                raise HostUnknown(f"There is no host {target.host}.") from error
            raise NoAnswer(f"The name {target.host} cannot be resolved now: {error.strerror}.") from error
        except (UnicodeError, ValueError, OSError) as error:
            raise HostUnknown(f"{target.host[:200]} is no name of a host.") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not addresses or not all(map(self._may_be_asked, addresses)):
            raise AddressRefused(f"{target.host} is in a private network, which is not asked.")
        return addresses

    def _may_be_asked(self, address: str) -> bool:
        ip = ip_address(address.partition("%")[0])
        return is_public(ip) or (self._loopback and ip.is_loopback)


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to the public internet, also where it wraps an IPv4 address."""
    if ip.is_multicast:
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global
    if ip.ipv4_mapped:
        return is_public(ip.ipv4_mapped)
    if ip in _TRANSLATED:
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    wrapped = [ip.sixtofour, *(ip.teredo or ())]
    return ip in _GLOBAL and ip.is_global and all(is_public(inner) for inner in wrapped if inner is not None)


def _target(url: str) -> _Target:
    """Take an address apart. Raises AddressRefused."""
    try:
        parts = urlsplit(url)
        host, scheme = (parts.hostname or "").encode("idna").decode("ascii"), parts.scheme.lower()
        port = parts.port or _PORTS.get(scheme, 0)
    except ValueError as error:
        raise AddressRefused(f"{url[:200]} is no web address.") from error
    if scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        raise AddressRefused(f"{url[:200]} is no plain web address; only http and https are asked.")
    if port < _FIRST_FREE_PORT and port not in _PORTS.values():
        raise AddressRefused(f"{url[:200]} has a port that is not for web pages.")
    path = quote(parts.path or "/", safe=_PATH_SIGNS)
    query = f"?{quote(parts.query, safe=_QUERY_SIGNS)}" if parts.query else ""
    return _Target(scheme, host, port, path + query)


def _connected(addresses: list[str], port: int) -> socket.socket:
    """Connect to the first address that takes it. Raises OSError."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), _CONNECT_S)
    return socket.create_connection((addresses[-1], port), _CONNECT_S)


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _hang_up(connection: HTTPConnection) -> None:
    line: socket.socket | None = connection.sock
    if line is not None:
        with suppress(OSError):
            # Not that of a secured line, which would change it under the one who reads.
            socket.socket.shutdown(line, socket.SHUT_RDWR)
