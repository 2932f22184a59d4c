"""The table of channels."""

from kbassist.articles.library import CHANNELS as KNOWN
from kbassist.render.channels import CHANNELS, channel_of


def test_every_channel_of_the_format_has_its_row_and_a_reason() -> None:
    assert tuple(channel.id for channel in CHANNELS) == KNOWN
    assert all(channel.why and channel.bullet.endswith(" ") for channel in CHANNELS)


def test_an_unknown_channel_shows_everything() -> None:
    channel = channel_of("fax")
    assert channel.emphasis
    assert channel.structure
    assert channel.links
