"""Fields as three trades declare them."""

from datetime import date

from kbassist.articles.article import Field, FieldType

TODAY = date(2026, 11, 22)

SHOP = (
    Field("customer.first_name", "First name"),
    Field("customer.name", "Full name"),
    Field("customer.email", "Customer's e-mail", FieldType.EMAIL),
    Field("order.id", "Order number", pattern=r"\d{5,8}"),
    Field("order.date", "Ordered on", FieldType.DATE),
    Field("order.total", "Order total", FieldType.MONEY),
    Field("delivery.date", "Expected delivery", FieldType.DATE),
    Field("tracking.id", "Tracking number", pattern=r"PB\d{9}"),
    Field("refund.amount", "Refund amount", FieldType.MONEY),
    Field("return.received", "Return received on", FieldType.DATE),
    Field("ticket.id", "Case number", pattern=r"C-\d{6}"),
)
TRAVEL = (
    Field("booking.code", "Booking code", pattern="[A-Z0-9]{6}"),
    Field("flight.number", "Flight number", pattern=r"[A-Z]{2} ?\d{2,4}"),
    Field("flight.date", "Departure date", FieldType.DATE),
    Field("customer.id", "Customer number", pattern=r"\d{8}"),
)
INSURANCE = (
    Field("policy.number", "Policy number"),
    Field("claim.id", "Schadennummer", pattern=r"SN\d{7}"),
    Field("claim.amount", "Schadenhöhe", FieldType.MONEY),
    Field("meter.id", "Zählernummer", pattern=r"\d{6,10}"),
)
