"""The names of months, weekdays and days around today in the languages that customers and agents write."""

from collections.abc import Mapping
from datetime import date

# Folded (no accents, lower case), from January on; short forms stand in the same order below.
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "en odd": "jan feb mar apr may june july aug sept oct nov dec",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "de odd": "janner feber maerz apr mai jun jul aug sep okt nov dez",
    "de short": "jan feb mrz apr mai juni juli aug sept okt nov dez",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "fr short": "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "es short": "ene feb mar abr may jun jul ago set oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "it short": "gen feb mar apr mag giu lug ago sett ott nov dic",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "pt short": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nl short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}
MONTHS: Mapping[str, int] = {
    word: number for words in _MONTHS.values() for number, word in enumerate(words.split(), start=1)
}
# From Monday on.
_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "pt": "segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sabado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}
WEEKDAYS: Mapping[str, int] = {
    word: number for words in _WEEKDAYS.values() for number, word in enumerate(words.split())
}
# How many days from today.
DAYS_AWAY: Mapping[str, Mapping[str, int]] = {
    "en": {"today": 0, "tomorrow": 1, "yesterday": -1, "day before yesterday": -2, "day after tomorrow": 2},
    "de": {"heute": 0, "morgen": 1, "gestern": -1, "vorgestern": -2, "ubermorgen": 2},
    "fr": {"aujourd'hui": 0, "demain": 1, "hier": -1, "avant-hier": -2, "apres-demain": 2},
    "es": {"hoy": 0, "manana": 1, "ayer": -1, "anteayer": -2, "antes de ayer": -2, "pasado manana": 2},
    "it": {"oggi": 0, "domani": 1, "ieri": -1, "l'altro ieri": -2, "dopodomani": 2},
    "pt": {"hoje": 0, "amanha": 1, "ontem": -1, "anteontem": -2},
    "nl": {"vandaag": 0, "morgen": 1, "gisteren": -1, "eergisteren": -2, "overmorgen": 2},
}
_PLAIN = str.maketrans("áàâãäçéèêëíìîïñóòôõöúùûü’", "aaaaaceeeeiiiinooooouuuu'")


def plain_word(text: str) -> str:
    """Fold a name of a month or day as the tables have it: lower case, without accents or a final dot."""
    return text.strip().lower().translate(_PLAIN).removesuffix(".")


def days_away(text: str) -> int | None:
    """Return how many days `text` (`morgen`, `yesterday`) is from today in any of the languages."""
    word = plain_word(text)
    return next((days[word] for days in DAYS_AWAY.values() if word in days), None)


def nearest_year(day: int, month: int, today: date) -> date | None:
    """Return the date of this day and month that is nearest to `today`; None when no year has it."""
    found = []
    # 1896 - 1904 and 2096 - 2104 are eight years without the 29th of February.
    for year in range(today.year - 8, today.year + 9):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda found: abs((found - today).days)) if found else None
