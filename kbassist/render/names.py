"""Readable labels for the names of placeholders: `order.id` is asked for as "Order number"."""

import re

_KNOWN = {
    "customer.name": "Customer's name",
    "customer.first_name": "First name",
    "customer.last_name": "Last name",
    "customer.email": "E-mail address",
    "customer.phone": "Phone number",
    "customer.company": "Company",
    "order.id": "Order number",
    "order.number": "Order number",
    "order.date": "Order date",
    "order.total": "Order total",
    "ticket.id": "Ticket number",
    "ticket.number": "Ticket number",
    "agent.name": "Your name",
    "agent.first_name": "Your first name",
    "agent.signature": "Your signature",
}
_NOT_WORD = re.compile(r"[\W_]+")
MAX_NAME = 100
_OWN = "own."


def readable(name: str) -> str:
    """Return a label for a placeholder that no field declares: `refund.on` is "Refund on"."""
    if name in _KNOWN:
        return _KNOWN[name]
    words = _NOT_WORD.sub(" ", name).strip()
    return (words[:1].upper() + words[1:])[:MAX_NAME] or name[:MAX_NAME]


def own_name(prompt: str) -> str:
    """Return the name under which the words for `{% own %}prompt{% endown %}` are kept."""
    return _OWN + (_NOT_WORD.sub("-", prompt.lower()).strip("-")[:60] or "words")


def is_own(name: str) -> bool:
    """Tell whether `name` is that of a slot for the agent's own words."""
    return name.startswith(_OWN)
