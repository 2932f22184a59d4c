"""Words that tell of what stands beside them that it is a name, an address or a date; folded."""

_TITLES = """
    mr mrs ms miss mister madam sir dr doctor prof professor herr herrn hr frau fr mme mlle monsieur madame
    mademoiselle senor senora senorita sr sra srta don dona sig signor signora dhr mevrouw
"""
TITLES = frozenset(_TITLES.split())

# Behind the first ones stands a name whatever it looks like, behind the others unless it is an everyday word.
_CERTAIN = """
    my name is|my name s|name is|the name is|i am called|names|surname|first name|last name|account holder
    mein name ist|mein name lautet|ich heisse|ich heise|name ist|nachname|vorname|kontoinhaber
    je m appelle|mon nom est|je me nomme|nom de famille|prenom
    me llamo|mi nombre es|mi apellido es|apellido|apellidos
    mi chiamo|il mio nome e|me chamo|meu nome e|ik heet|mijn naam is
"""
_LIKELY = """
    i am|i m|im|this is|its|it is|it s|here is|hi|hello|hey|dear|regards|sincerely|cheers|thanks|thank you
    from|by|yours|love|signed|greetings|name|customer|client|with|to|for|contact|called|live in|living in
    address is
    ich bin|hier ist|hier spricht|hallo|liebe|lieber|sehr geehrte|sehr geehrter|grusse|gruss|viele grusse
    mit freundlichen grussen|danke|von|an|fur|wohne in|kunde|kundin
    je suis|bonjour|cher|chere|cordialement|merci|de|par|pour|habite a|nom
    soy|hola|estimado|estimada|saludos|atentamente|gracias|de|por|para|vivo en|nombre|senor
"""


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(phrase.split()) for line in text.split("\n") for phrase in line.split("|") if phrase.strip()
    )


NAME_CUES = tuple((cue, True) for cue in _phrases(_CERTAIN)) + tuple(
    (cue, False) for cue in _phrases(_LIKELY)
)

STREETS = (
    "street", "avenue", "road", "lane", "drive", "boulevard", "crescent", "strasse", "gasse", "platz", "weg",
    "allee", "rue", "chemin", "impasse", "calle", "avenida", "plaza", "paseo", "straat", "laan", "via",
    "viale",
)  # fmt: skip

_MONTHS = """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec januar februar marz maerz mai juni juli oktober dezember janvier fevrier mars
    avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio
    agosto septiembre octubre noviembre diciembre monday tuesday wednesday thursday friday saturday sunday
"""
MONTHS = frozenset(_MONTHS.split())
