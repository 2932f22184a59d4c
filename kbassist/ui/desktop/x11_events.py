"""Brings what the X server tells our own connection into Qt's loop."""

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from kbassist.ui.desktop.x11_wire import XWire


class XEvents(QObject):
    """Listens while it lives.

    Signals:
        arrived: an event; carries its 32 bytes as the X11 protocol has them.
    """

    arrived = Signal(object)

    def __init__(self, wire: XWire, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wire = wire
        self._notifier = QSocketNotifier(wire.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.take)

    @Slot()
    def take(self) -> None:
        """Tell of all events that have come in; call it after a request, whose reply may bring some along."""
        for event in list(self._wire.events()):
            self.arrived.emit(event)
        if self._wire.broken:
            self._notifier.setEnabled(False)  # a socket that is closed stays readable for ever

    def close(self) -> None:
        """Stop listening."""
        self._notifier.setEnabled(False)
