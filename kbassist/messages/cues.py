"""The words near a number, a day or an amount that tell which field it is the value of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbassist.articles.article import Field
from kbassist.messages.folding import folded, words_of

# Folded beginnings of words; a family is spoken of by any of them, and a field belongs to the families
# that its label and name speak of.
FAMILIES = {
    "order": "order(?:s|ed|ing)?|purchas\\w*|bought|bestell\\w*|auftrag\\w*|gekauft|command\\w*|achat"
    "|achet\\w*"
    "|pedid\\w*|ped[ií]|compr(?:e|ado|ei|ato|a)|ordin\\w*|encomend\\w*|gekocht",
    "ticket": "ticket\\w*|case|incident|fallnummer|vorgang\\w*|aktenzeichen|dossier|caso|incidencia|pratica"
    "|zaak\\w*",
    "invoice": "invoice\\w*|rechnung\\w*|facture?s?|factura\\w*|fattur\\w*|fatura\\w*|factuur\\w*|bill",
    "tracking": "tracking|track|shipment|consignment|sendung\\w*|paketnummer|suivi|colis|seguimiento"
    "|spedizione"
    "|rastre\\w*|zending\\w*|parcel number",
    "return": "return\\w*|rma|retour\\w*|rucksend\\w*|zuruckgeschickt|zuruckgesandt|renvoy\\w*|devol\\w*|reso"
    "|restitu\\w*",
    "refund": "refund\\w*|money back|reimburs\\w*|erstatt\\w*|ruckerstatt\\w*|zuruckzahl\\w*|rembours\\w*"
    "|reembols\\w*"
    "|rimbors\\w*|terugbetal\\w*",
    "delivery": "deliver\\w*|arriv\\w*|expected|liefer\\w*|geliefert|zustell\\w*|zugestellt|livr\\w*"
    "|entreg\\w*"
    "|llega\\w*|consegn\\w*|lever\\w*|bezorg\\w*|geleverd|chega\\w*",
    "customer": "customer (?:number|no|id)|client (?:number|no|id)|kunden?-?(?:nummer|nr|id)\\w*"
    "|numero (?:de )?cliente?|n° client|codice cliente|klantnummer",
    "contract": "contract\\w*|agreement|vertrag\\w*|contrat\\w*|contratto",
    "policy": "policy|police|policen\\w*|versicherung\\w*|versicherungsschein\\w*|poliza|polizza|apolice"
    "|polis\\w*"
    "|insurance",
    "claim": "claim\\w*|schaden\\w*|sinistr\\w*|siniestro|schade\\w*",
    "booking": "booking\\w*|booked|reservation\\w*|pnr|buchung\\w*|gebucht|reservier\\w*|reserv(?:a|e|ado|ei"
    "|er|ering)\\w*"
    "|prenota\\w*|boeking\\w*|geboekt|confirmation (?:code|number)|locator",
    "flight": "flight|flug\\w*|vol|vuelo|volo|voo|vlucht",
    "departure": "depart\\w*|fly|flying|leav\\w*|travel\\w*|abflug|abreise|abfahrt|partenza|salida|partida"
    "|vertrek\\w*",
    "account": "account|acct|acc|konto\\w*|kontonummer|compte|cuenta|conto|conta|rekening\\w*",
    "card": "card|karte\\w*|carte|tarjeta|carta|cartao|kaart",
    "member": "member\\w*|mitglied\\w*|adherent|socio|lidmaatschap\\w*|loyalty|bonus",
    "meter": "meter|zahler\\w*|compteur|contador|contatore",
    "serial": "serial|seriennummer|numero de serie|imei|seri[ae]l\\w*",
    "transaction": "transaction\\w*|transfer\\w*|payment\\w*|uberweis\\w*|zahlung\\w*|virement|paiement"
    "|transferencia"
    "|pago|bonifico|pagamento|betaling\\w*|withdr[ae]w\\w*|abgehoben|direct debit|lastschrift"
    "|charged?|debit(?:ed|s)?|deducted|declined|abgebucht|abbuchung\\w*|belastet|eingezogen|debite\\w*|preleve\\w*"
    "|cargo|cobrado|addebit\\w*",
    "total": "total\\w*|paid|pay|charged?|cost|gesamt\\w*|summe|bezahlt|gezahlt|abgebucht|paye|preleve|pagado"
    "|pague"
    "|cobrado|pagato|addebitat\\w*|paguei|cobrad\\w*|betaald",
    "fee": "fees?|gebuhr\\w*|frais|comision\\w*|commission\\w*|tarifa|taxa|kosten",
    "price": "prices?|preis\\w*|prix|precio|prezzo|preco|prijs",
    "voucher": "voucher|coupon|gutschein\\w*|promo\\w*|gift card|bon|cupon|cadeaubon",
    "appointment": "appointment|termin\\w*|rendez-vous|cita|appuntamento|afspraak",
    "birth": "birth\\w*|born|dob|geburt\\w*|geboren|geb\\.?|naissance|nacimiento|nascita|nascimento"
    "|geboorte\\w*",
}  # fmt: skip
_FAMILY_WORDS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in FAMILIES.items()}
_GENERIC_WORDS = (
    "number no nr num id code reference ref key date day on at of the your our we by and for in to nummer "
    "numero number "
    "datum fecha data amount betrag montant importe name full customer first last sent received "
    "expected"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_SENTENCE_END = re.compile(r"(?<!\bno)(?<!\bnr)(?<!\bnum)(?<!\bref)(?<!\bn)[.!?](?=\s)|\n\s*\n")
_BEFORE, _AFTER = 70, 34
_BEHIND = 24


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks of a field: its half-open range in the folded text."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """The cue nearest to a mention; `distance` in characters, those behind it count as further away."""

    distance: int
    cue: Cue
    gap: str


def cue_pattern(field: Field) -> re.Pattern[str]:
    """Return what finds the words that speak of `field`: its families, and the words of its label."""
    said = folded(f"{field.label} {re.sub(r'[._-]+', ' ', field.name)}")
    own = [re.escape(word) for word in words_of(said) if len(word) > 2 and word not in _GENERIC]
    families = [FAMILIES[name] for name in families_of(said)]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*families, *own]) or '(?!)'})(?!\w)")


def families_of(said: str) -> tuple[str, ...]:
    """Name the families that folded words speak of."""
    return tuple(name for name, words in _FAMILY_WORDS.items() if words.search(said))


def family_pattern(name: str) -> re.Pattern[str]:
    """Return what finds the words of one family in a folded text."""
    return _FAMILY_WORDS[name]


def cues_in(low: str, pattern: re.Pattern[str]) -> tuple[Cue, ...]:
    """Return the cues of one pattern in a folded text, in order."""
    return tuple(Cue(one.start(), one.end(), one[0]) for one in pattern.finditer(low))


def nearest(low: str, cues: Sequence[Cue], start: int, end: int) -> Nearness | None:
    """Return the cue nearest to a range within its sentence; None when there is none near."""
    found: list[Nearness] = []
    for cue in _around(cues, start - _BEFORE, end + _AFTER):
        if cue.end <= start:
            gap = low[cue.end : start]
            found.append(Nearness(len(gap), cue, gap))
        elif cue.start >= end:
            gap = low[end : cue.start]
            found.append(Nearness(len(gap) + _BEHIND, cue, gap))
    found = [near for near in found if not _SENTENCE_END.search(near.gap + " ")]
    return min(found, key=lambda near: near.distance, default=None)


def _around(cues: Sequence[Cue], start: int, end: int) -> Iterable[Cue]:
    return (cue for cue in cues if cue.end > start and cue.start < end)
