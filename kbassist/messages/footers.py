"""Tells signatures, the marks of mail programs on phones, and legal footers from what a customer wrote."""

import re

from kbassist.messages.folding import Line, folded

_DELIMITER = re.compile(r"--|-- ?|—|__|~~+|\*\*\*+")
_PROGRAM = re.compile(
    r"(?:sent|get|gesendet|von (?:meinem|unterwegs)|envoye (?:de|depuis|a partir)|enviado (?:desde|do|de"
    r"|a partir)"
    r"|inviato (?:da|dal)|verzonden (?:vanaf|met|vanuit|via)|verstuurd (?:vanaf|met)|diese nachricht wurde"
    r"|obtenez|holen sie sich|telecharge[rz]?|scarica|descarga)\b"
    r".{0,40}\b(?:i-?phone|i-?pad|android|samsung|galaxy|huawei|xiaomi|pixel|outlook|gmail|yahoo|proton ?mail"
    r"|gmx"
    r"|web\.de|windows|mail|blackberry|mobile|mobil\w*|handy|smartphone|telefono|telephone|movil|telemovel"
    r"|celular"
    r"|phone|tablet|telefoon|app|thunderbird|orange|free)\b.{0,60}"
)
_ADVERT = re.compile(
    r"(?:virus-free|virenfrei|sans virus|libre de virus|privo di virus)\b.{0,80}|.{0,40}avast\.com.{0,40}"
)
_LEGAL = re.compile(
    r"(?:this|the) (?:e-?mail|message|communication|information)\b.{0,120}\b(?:confidential|intended"
    r"|privileged)"
    r"|intended (?:solely |only )?for the (?:use of the )?(?:named )?(?:addressee|recipient|individual)"
    r"|if you (?:are not the|have received this (?:e-?mail|message) in error)|confidentiality notice"
    r"|disclaimer\s*:"
    r"|please (?:consider|think of) the environment"
    r"|diese (?:e-?mail|nachricht)\b.{0,120}\b(?:vertraulich|bestimmt)|vertrauliche (?:informationen|daten)"
    r"|wenn sie nicht der (?:richtige|beabsichtigte) (?:adressat|empfanger)|bitte (?:prufen"
    r"|denken) sie .{0,60}(?:umwelt|drucken)"
    r"|registergericht|handelsregister\b.{0,30}\bhr|amtsgericht .{2,40} hr[ab]|geschaftsfuhr(?:er|erin"
    r"|ung) ?:|ust-?id"
    r"|ce (?:message|courriel|mail|courrier)\b.{0,140}\b(?:confidentiel|destine|destinataire)"
    r"|este (?:mensaje|correo|email|e-mail)\b.{0,140}\b(?:confidencia|destinatari)"
    r"|esta mensagem\b.{0,140}\b(?:confidencia|destinatari)"
    r"|(?:questo messaggio|questa e-?mail|il presente messaggio)\b.{0,140}\b(?:riservat|destinatari"
    r"|confidenzial)"
    r"|(?:dit|deze) (?:bericht|e-?mail)\b.{0,140}\b(?:vertrouwelijk|bestemd)|aviso legal"
    r"|avviso di riservatezza"
    r"|company (?:registration )?(?:no|number)\b.{0,40}\bregistered|registered (?:office|in england)"
)
_LONGEST_LINE = 600


def is_delimiter(line: Line) -> bool:
    """Tell whether a line is the mark (`-- `) below which a signature stands."""
    return len(line.text) < 12 and bool(_DELIMITER.fullmatch(line.text))


def is_program_mark(line: Line) -> bool:
    """Tell whether a mail program or virus scanner wrote this line: `Sent from my iPhone`."""
    low = folded(line.text[:160]).strip("*_<> -")
    return len(line.text) < 150 and bool(_PROGRAM.match(low) or _ADVERT.fullmatch(low))


def is_legal(line: Line) -> bool:
    """Tell whether a line begins or belongs to a legal notice at the foot of a mail."""
    return len(line.text) > 12 and bool(_LEGAL.search(folded(line.text[:_LONGEST_LINE])))
