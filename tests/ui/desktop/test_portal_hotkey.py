"""The shortcut that a desktop's portal gives, over a real message bus."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kbassist.ui.desktop.dbus_wire import BUS, DBusWire
from kbassist.ui.desktop.hotkey import NO_WAY
from kbassist.ui.desktop.portal_hotkey import GONE, REFUSED, UNKNOWN, WITHOUT_KEY, PortalHotkey
from kbassist.ui.desktop.shortcut import Shortcut, shortcut_of
from tests.ui.desktop.portal import PATH, SHORTCUTS, Portal, message_bus

NOT_ALLOWED = "org.freedesktop.portal.Error.NotAllowed"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with message_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture
def portal(address: str, qtbot: QtBot) -> Iterator[Portal]:
    portal = Portal(address)
    with qtbot.waitSignal(portal.replied, check_params_cb=lambda heard: heard.reply_to == portal.naming):
        pass
    yield portal
    portal.close()


@pytest.fixture
def hotkey(address: str, qtbot: QtBot) -> Iterator[PortalHotkey]:
    hotkey = PortalHotkey(address)
    yield hotkey
    hotkey.close()


@pytest.fixture
def shortcut() -> Shortcut:
    shortcut = shortcut_of("Ctrl+Shift+Space")
    assert shortcut is not None
    return shortcut


@pytest.fixture
def bound(portal: Portal, hotkey: PortalHotkey, shortcut: Shortcut, qtbot: QtBot) -> PortalHotkey:
    with qtbot.waitSignal(hotkey.told) as told:
        hotkey.take(shortcut)
    assert told.args == ["The palette's key in any program, as this desktop names it: " + portal.key, True]
    return hotkey


def test_the_wish_is_written_as_the_portal_reads_it(bound: PortalHotkey, portal: Portal) -> None:
    assert [member for member, _values in portal.calls] == ["Register", "CreateSession", "BindShortcuts"]
    assert portal.calls[0][1][0] == "org.kbassist.kbassist"
    session, shortcuts, parent, _options = portal.calls[2][1]
    wish = {"description": "Show the palette", "preferred_trigger": "CTRL+SHIFT+space"}
    assert (session, shortcuts, parent) == (portal.session, [("palette", wish)], "")
    assert bound is not None


def test_a_press_brings_the_token_for_the_focus(bound: PortalHotkey, portal: Portal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bound.pressed) as pressed:
        portal.emit_signal("Activated", portal.session, "palette", 7, {"activation_token": ("s", "t-1")})
    assert pressed.args == ["t-1"]


def test_nobody_else_can_press_it(bound: PortalHotkey, portal: Portal, address: str, qtbot: QtBot) -> None:
    stranger = Portal(address)
    heard: list[str] = []
    bound.pressed.connect(heard.append)
    stranger.tell(portal.client, PATH, SHORTCUTS, "Activated", "osta{sv}", portal.session, "palette", 7, {})
    portal.emit_signal("Activated", portal.session, "another", 7, {})
    portal.emit_signal("Activated", "/another/session", "palette", 7, {})
    with qtbot.waitSignal(stranger.replied):
        stranger.call(BUS, "/", BUS, "GetId")
    with qtbot.waitSignal(bound.pressed):
        portal.emit_signal("Activated", portal.session, "palette", 7, {"activation_token": ("s", "last")})
    assert heard == ["last"]
    stranger.close()


@pytest.mark.parametrize(
    ("code", "key", "error", "sentence"),
    [
        (1, "Ctrl+K", "", REFUSED),
        (0, "", "", WITHOUT_KEY),
        (0, "Ctrl+K", NOT_ALLOWED, UNKNOWN),
        (0, "Ctrl+K", f"{BUS}.Error.UnknownMethod", NO_WAY),
    ],
)
def test_what_the_portal_does_not_give_is_told(
    portal: Portal,
    hotkey: PortalHotkey,
    shortcut: Shortcut,
    qtbot: QtBot,
    code: int,
    key: str,
    error: str,
    sentence: str,
) -> None:
    portal.code, portal.key, portal.error = code, key, error
    with qtbot.waitSignal(hotkey.told) as told:
        hotkey.take(shortcut)
    assert told.args == [sentence, False]


@pytest.mark.parametrize("where", ["", "unix:path=/nowhere/bus", None])
def test_without_a_bus_or_a_portal_it_says_so(
    address: str, shortcut: Shortcut, qtbot: QtBot, where: str | None
) -> None:
    hotkey = PortalHotkey(address if where is None else where)
    with qtbot.waitSignal(hotkey.told) as told:
        hotkey.take(shortcut)
    assert told.args == [NO_WAY, False]
    hotkey.close()


def test_another_key_and_a_session_that_ends_are_told(
    bound: PortalHotkey, portal: Portal, qtbot: QtBot
) -> None:
    portal.key = "Super+J"
    with qtbot.waitSignal(bound.told) as told:
        portal.emit_signal("ShortcutsChanged", portal.session, portal.bound(), signature="oa(sa{sv})")
    assert told.args[0].endswith("Super+J")
    with qtbot.waitSignal(bound.told) as told:
        portal.tell(portal.client, portal.session, "org.freedesktop.portal.Session", "Closed", "")
    assert told.args == [GONE, False]


def test_a_portal_that_starts_again_is_asked_again(
    bound: PortalHotkey, portal: Portal, address: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bound.told) as told:
        portal.close()
    assert told.args == [GONE, False]
    with qtbot.waitSignal(bound.told) as told:
        again = Portal(address)
    assert told.args[1]
    again.close()


def test_no_shortcut_leaves_the_portal(bound: PortalHotkey, portal: Portal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(portal.signalled) as gone:
        portal.match(f"type='signal',member='NameOwnerChanged',arg0='{portal.client}'")
        portal.replied.connect(lambda _heard: bound.take(None))
    assert gone.args[0].values == (portal.client, portal.client, "")


def test_a_bus_that_talks_nonsense_is_left(qtbot: QtBot, address: str) -> None:
    wire = DBusWire(address)
    with qtbot.waitSignal(wire.lost):
        wire._send(b"no such thing\r\n" * 100)
    wire.close()
