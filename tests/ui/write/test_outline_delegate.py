"""A row of the list of articles gives its title the room before it says who else is at work."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QTreeView

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.write.outline_delegate import OutlineDelegate
from kbassist.ui.write.outline_model import OutlineModel


@pytest.mark.parametrize(("title", "is_named"), [(60.0, True), (160.0, False)])
def test_names_are_said_where_the_title_leaves_room(
    theme: Theme, icons: Icons, title: float, is_named: bool
) -> None:
    view = QTreeView()
    image = QImage(240, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    delegate = OutlineDelegate(theme, icons, view, OutlineModel())
    begins = delegate._paint_editors(painter, QRectF(0, 0, 190, 32), ("Alexandra Kim", "Jo"), title)
    painter.end()
    assert (begins < 150) is is_named
    assert begins >= title
