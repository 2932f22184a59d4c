"""A last look at HTML that came from the child process: every tag must be one that our writers make."""

import re

from kbassist.system.errors import RenderFailed

_STYLE = r' style="[a-z0-9:;#\- ]{1,150}"'
_TABLE = r'(?: class="[a-z]{1,20}"(?: width="100%")?(?: border="1")? cellspacing="0" cellpadding="\d{1,2}")'
_LINK = r'(?: class="missing")? href="(?:https?://|mailto:|kb:|#)[^"<>]{0,8000}"(?: title="[^"<>&]{1,300}")?'
_OURS = re.compile(
    r"/(?:p|h[1-6]|ul|ol|li|blockquote|pre|table|tr|t[dh]|a|strong|em|u|s|sub|sup|code|span)"
    rf"|(?:p|ul|li|blockquote|pre|code|table|strong|em|u|s|sub|sup|tr|h[1-6]|t[dh])(?:{_STYLE})?"
    r"|br|hr"
    rf'|ol(?:{_STYLE})?(?: start="\d{{1,5}}")?'
    rf"|table{_TABLE}"
    rf'|t[dh](?: class="[a-z]{{1,20}}")?(?:{_STYLE})?(?: align="[a-z]{{4,6}}")?(?: colspan="\d{{1,2}}")?'
    r'|span class="[a-z]{1,20}"'
    r'|a name="[^"<>&]{0,3000}"'
    rf"|a{_LINK}"
    r'|img src="kb:picture/\d{1,3}" alt="[^"<>]{0,5000}"'
)
_TAG = re.compile("<([^<>]*)>")


def check_html(html: str) -> None:
    """See that `html` holds no tag but ours; raises RenderFailed."""
    tags = _TAG.findall(html)
    if len(tags) != html.count("<") or not all(_OURS.fullmatch(tag) for tag in set(tags)):
        raise RenderFailed("Shown as plain text: the page is not what it should be.")
