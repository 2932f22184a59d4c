"""Another program with a text entry, such as a chat's; it writes what its entry holds into a file.

With `--clipboard` it first owns the clipboard with text, HTML, a picture and a file, as an office
program does.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit

LIFE_MS = 60_000


def everything() -> QMimeData:
    mime = QMimeData()
    mime.setText("earlier words")
    mime.setHtml("<b>earlier</b> words")
    picture = QImage(7, 5, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    mime.setImageData(picture)
    mime.setUrls([QUrl.fromLocalFile("/tmp/earlier.txt")])
    mime.setData("application/x-of-its-own", b"\x00\xff earlier")
    return mime


def main(title: str, told: Path, *options: str) -> int:
    app = QApplication([title])
    entry = QPlainTextEdit()
    entry.setWindowTitle(title)
    entry.resize(500, 200)

    def tell() -> None:
        written = told.with_suffix(".new")
        written.write_text(entry.toPlainText(), "utf-8")
        written.replace(told)

    entry.textChanged.connect(tell)
    if "--clipboard" in options:
        app.clipboard().setMimeData(everything())
    entry.show()
    QTimer.singleShot(LIFE_MS, app.quit)
    code = app.exec()
    app.clipboard().clear()
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
