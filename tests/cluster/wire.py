"""A connection to a server on loopback that can be cut, held up and mended."""

import socket
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Self


class Wire:
    """Passes on what comes to ``url`` to a port, and back."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._passing = Event()
        self._passing.set()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._place = socket.socket()  # keeps the port ours while nobody listens
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._place.bind(("127.0.0.1", 0))
        self._address = self._place.getsockname()
        self._listener = socket.create_server(self._address, reuse_port=True)
        self.url = f"http://127.0.0.1:{self._address[1]}"
        Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._passing.set()
        self.cut()
        self._place.close()

    def cut(self) -> None:
        """End all connections, and refuse others."""
        with suppress(OSError):  # it is cut already
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for one in self._open:
                one.close()
            self._open.clear()

    def mend(self) -> None:
        """Take connections again."""
        self._listener = socket.create_server(self._address, reuse_port=True)
        Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def hold(self) -> None:
        """Take connections and what they send, and pass nothing on."""
        self._passing.clear()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            with self._lock:
                self._open |= {near, far}
            for source, target in ((near, far), (far, near)):
                Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while content := source.recv(1 << 16):
                self._passing.wait()
                target.sendall(content)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass
