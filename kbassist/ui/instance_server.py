"""The running window's ear: a local socket on which a second start and the terminal are answered."""

from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject, QTimer, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kbassist.system.errors import UsageError
from kbassist.system.instance import (
    LONGEST_MESSAGE_BYTES,
    Answer,
    InstanceAddress,
    Request,
    decode_request,
    encode_answer,
)

PATIENCE_MS = 5_000


class InstanceServer(QObject):
    """Answers one request a connection; `answer` is asked on the window's thread."""

    def __init__(self, answer: Callable[[Request], Answer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def listen(self, address: InstanceAddress) -> bool:
        """Listen at `address`; False when another program holds its lock.

        Call it only when nobody answered there: without the lock, listening would steal a live socket.
        """
        lock = QLockFile(str(address.lock))
        # Never stale by age, only when its process is gone.
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return False
        self._lock = lock
        # We hold the lock, so a socket that lies there belongs to a program that died.
        QLocalServer.removeServer(address.server)
        return self._server.listen(address.server)

    def close(self) -> None:
        """Stop listening and give the lock back."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    @Slot()
    def _on_server_new_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(self._on_connection_ready_read)
            connection.disconnected.connect(connection.deleteLater)
            # Who connects and says nothing is not waited for.
            patience = QTimer(connection)
            patience.setSingleShot(True)
            patience.timeout.connect(self._on_patience_timeout)
            patience.start(PATIENCE_MS)
            self._read(connection)

    @Slot()
    def _on_connection_ready_read(self) -> None:
        connection = self.sender()
        if isinstance(connection, QLocalSocket):
            self._read(connection)

    @Slot()
    def _on_patience_timeout(self) -> None:
        connection = self.sender().parent()
        if isinstance(connection, QLocalSocket):
            connection.abort()

    def _read(self, connection: QLocalSocket) -> None:
        if connection.bytesAvailable() > LONGEST_MESSAGE_BYTES:
            connection.abort()
            return
        if not connection.canReadLine():
            return
        line = bytes(connection.readLine(LONGEST_MESSAGE_BYTES).data())
        try:
            answer = self._answer(decode_request(line))
        except UsageError as error:
            answer = Answer(False, str(error))
        connection.write(encode_answer(answer))
        connection.disconnectFromServer()
