"""The form of values in little room: what is missing is in sight."""

import pytest
from PySide6.QtWidgets import QWidget

from kbassist.articles.article import Field
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Placeholder
from kbassist.ui.answer.card.fields_form import FieldsForm
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme

NAMES = [f"value.{letter}" for letter in "abcdef"]


def asked(missing: str) -> list[Placeholder]:
    return [
        Placeholder(name, Field(name, name), None if name == missing else "x", "", name == missing, "")
        for name in NAMES
    ]


@pytest.fixture
def form(place: QWidget, theme: Theme, icons: Icons) -> FieldsForm:
    form = FieldsForm(theme, icons, place)
    form.resize(300, 110)
    place.show()
    return form


@pytest.mark.parametrize("missing", NAMES)
def test_the_first_missing_value_is_in_sight(form: FieldsForm, missing: str) -> None:
    form.show_placeholders(asked(missing), Conversation())
    seen = [name for name in NAMES if not form._inputs[name].box.visibleRegion().isEmpty()]
    assert missing in seen
    assert len(seen) < len(NAMES)
