"""The words by which questions, requests, complaints and mere politeness are told apart, in seven languages.

All of them are folded: no capitals, no accents.
"""

import re

from kbassist.messages.folding import words_of

QUESTION_WORDS = (
    r"where|when|why|how|what|whats|what's|wheres|where's|hows|how's|which|who|can (?:i|you|u|we|someone)"
    r"|could (?:i|you|u|we|someone)|would (?:you|it)|do (?:you|i|we)|does|did|is (?:it|there|my|the|this"
    r"|that)"
    r"|are (?:you|there|my|the)|will|has (?:my|the|it|anyone)|have you|am i|may i|should i"
    r"|wo|wann|warum|wieso|weshalb|wie|was|welche[rsnm]?|wer|wohin|kann (?:ich|man|mir|es|jemand)"
    r"|konn(?:en|ten) (?:sie|wir|ihr)|konn(?:t)?est du|kannst du|ist (?:es|das|mein|meine|die|der)|gibt es"
    r"|darf ich|muss ich|haben sie|hat (?:mein|meine)|wird (?:mein|meine|die|das)"
    r"|ou (?:est|en|sont|puis|se|dois)|quand|pourquoi|comment|combien|quel(?:le)?s?|est-ce que|qu'est|puis-je"
    r"|pouvez-vous|pourriez-vous|peut-on|avez-vous|y a-t-il|que (?:dois|faire|puis)|est-il|serait-il"
    r"|donde|cuando|por que|como|cuanto|cual(?:es)?|quien|que|puedo|pueden?|podria[ns]?|podeis|hay"
    r"|dove|quando|perche|come|quanto|qual[ei]?|chi|cosa|posso|potete|puo|potrei|e possibile|c'e"
    r"|onde|qual|quais|quem|o que|podem?|poderiam?|sera que"
    r"|waar|wanneer|waarom|hoe|wat|welke?|wie|kan (?:ik|u|je|jullie|iemand)|kunnen|kunt u|kun je|mag ik"
    r"|is (?:het|er|mijn)|heeft u|heb je"
)
_QUESTION = re.compile(
    rf"[¿\"'(]*(?:(?:and|so|but|or|also|und|aber|oder|et|mais|ou|y|pero|o|e|ma|mas|en|maar|of|now|ok"
    rf"|well),? )?"
    rf"(?:{QUESTION_WORDS})\b"
)
_FIRST_WORD = re.compile(r"[^\W_]")
_REQUEST = re.compile(
    r"\b(?:please|pls|plz|kindly|i(?:'d| would) (?:\w+ )?like|i (?:\w+ )?(?:want|wish|need|demand|require"
    r"|request)"
    r"|we (?:want|need)|i(?:'m| am) (?:trying|looking|unable)|(?:can|could|would) (?:you|u|someone)|tell me"
    r"|let me know|help (?:me|with)|i (?:have to|must|can't|cant|cannot|can not)|how (?:do|can|to)"
    r"|bitte|ich (?:mochte|will|wurde|brauche|wunsche|hatte gern|wollte|benotige|kann)"
    r"|(?:mochte|will|wurde|brauche|hatte|benotige|kann|muss) ich|(?:teilen|sagen|schicken"
    r"|senden|stornieren|andern|loschen|erstatten|helfen|buchen|sperren) sie"
    r"|je (?:voudrais|veux|souhaite|souhaiterais|desire|demande|dois|cherche)|j'aimerais|j'ai besoin|merci de"
    r"|veuillez|s'il (?:vous|te) plait|svp|priere de|je n'arrive pas"
    r"|por favor|quiero|quisiera|queria|necesito|me gustaria|solicito|deseo|no puedo"
    r"|per favore|vorrei|voglio|ho bisogno|chiedo|potrest[ei]|desidero|non riesco"
    r"|quero|gostaria|preciso|desejo|nao consigo"
    r"|graag|ik wil|ik zou|alstublieft|aub|ik kan)\b"
    r"|^(?:and |also |then )?(?:cancel|refund|send|change|update|delete|stop|remove|resend|return|exchange"
    r"|replace"
    r"|check|close|block|unblock|unlock|reset|transfer|confirm|explain|book|upgrade|downgrade|reissue"
    r"|correct)\b"
)
_PROBLEM = re.compile(
    r"\b(?:not|never|no one|nobody|nothing|broken|damaged|missing|wrong|defective|faulty|fail(?:s|ed|ing)?"
    r"|errors?"
    r"|twice|double|declined|rejected|refused|lost|late|delayed|stuck|problems?|issues?|crash(?:es|ed|ing)?"
    r"|cracked"
    r"|charged|overcharged|stolen|blocked|locked|frozen|unable|still (?:waiting|no)|incorrect|expired"
    r"|disappeared"
    r"|\w+n't|cant|dont|didnt|doesnt|isnt|hasnt|havent|wont"
    r"|nicht|kein(?:e|en|er)?|nie|kaputt|defekt|beschadigt|falsch\w{0,2}|fehlt|fehlen|fehler|doppelt"
    r"|verspatet"
    r"|gesperrt|abgelehnt|verloren|gestohlen|immer noch"
    r"|pas|jamais|casse\w?|abime\w?|manque|erreur|retard|refuse\w?|bloque\w?|perdu\w?|vole\w?|deux fois"
    r"|nunca|rot[oa]|danad[oa]|falta|retraso|equivocad[oa]|bloquead[oa]|rechazad[oa]|dos veces|robad[oa]"
    r"|non|mai|rott[oa]|danneggiat[oa]|manca|sbagliat[oa]|errore|ritardo|bloccat[oa]|due volte"
    r"|nao|quebrad[oa]|danificad[oa]|errad[oa]|atras\w+|duas vezes"
    r"|niet|geen|nooit|kapot|beschadigd|ontbreekt|verkeerd|fout|vertraagd|geblokkeerd|dubbel)\b"
    r"|\bno (?:ha|he|me|llega|funciona|recib|se|esta)"
)
_POLITE = re.compile(
    r"(?:thanks|thank you|thx|many thanks|cheers|much appreciated|i(?:'d| would)? (?:really )?appreciate"
    r"|(?:i )?(?:really )?hope (?:you|this|that|all|everyone|your)|how are you|looking forward|i look forward"
    r"|awaiting"
    r"|have a (?:nice|good|great|lovely)|sorry (?:to|for)|i(?:'m| am| have|'ve) (?:been )?(?:a )?(?:loyal"
    r"|long|happy"
    r"|regular)|love your|i love|great (?:shop|service|product)|please (?:help|advise|assist|reply|respond"
    r"|let me know)"
    r"|i (?:have|have got|got|'ve got) (?:a|two|2|three|3|some|a few|several"
    r"|a couple of)? ?(?:quick )?(?:questions?|things?"
    r"|issues?|problems?|requests?)\b(?! (?:with|about|regarding|on|concerning|for|to))|(?:a )?(?:couple"
    r"|few) (?:of )?(?:questions|things)"
    r"|quick question|ok|okay"
    r"|danke|vielen dank|besten dank|ich hoffe|ich freue mich|schonen? (?:tag|abend|wochenende)|ich habe "
    r"(?:eine|zwei|drei|mehrere|ein paar|noch eine)? ?fragen?|entschuldigung|bitte um (?:hilfe|antwort"
    r"|ruckmeldung)"
    r"|merci|j'espere|dans l'attente|bonne (?:journee|soiree)|j'ai (?:une|deux|trois|quelques"
    r"|plusieurs) questions?"
    r"|gracias|espero|quedo a la espera|que tenga|un saludo|tengo (?:una|dos|tres|varias"
    r"|algunas) (?:preguntas?|dudas?)"
    r"|grazie|spero|resto in attesa|attendo|buona (?:giornata|serata)|ho (?:una|due|tre|alcune) domand[ae]"
    r"|obrigad[oa]|aguardo|fico no aguardo|tenho (?:uma|duas|algumas) (?:perguntas?|duvidas?)"
    r"|bedankt|dank|ik hoor graag|ik hoop|fijne|ik heb (?:een|twee|drie|enkele|een paar) vra(?:ag|gen))\b"
)
TOPIC_WORDS = (
    r"also|additionally|another (?:thing|question|issue|problem|matter)|secondly|second|thirdly|third"
    r"|furthermore"
    r"|moreover|besides|in addition|apart from (?:that|this)|on top of (?:that|this)|aside from that|finally"
    r"|lastly"
    r"|one (?:more|last|other) (?:thing|question)|by the way|btw|p\.?s\.?|on another note|separately|plus"
    r"|ausserdem|aussserdem|auserdem|zusatzlich|des ?weiteren|ferner|weiterhin|zweitens|drittens|zudem"
    r"|ubrigens"
    r"|noch (?:eine frage|etwas|was|eine sache)|nebenbei|daruber hinaus|zum anderen"
    r"|de plus|par ailleurs|en outre|deuxiemement|troisiemement|autre (?:chose|question)|une autre (?:chose"
    r"|question)"
    r"|egalement|d'autre part|aussi|ensuite"
    r"|ademas|tambien|por otro lado|por otra parte|otra (?:cosa|pregunta)|en segundo lugar|por ultimo"
    r"|asimismo"
    r"|inoltre|anche|un'altra (?:cosa|domanda)|in secondo luogo|infine"
    r"|alem disso|tambem|outra (?:coisa|pergunta|questao)|por outro lado|em segundo lugar|por fim"
    r"|ook|verder|daarnaast|bovendien|ten tweede|nog (?:een vraag|iets)|tevens"
)
_TOPIC = re.compile(
    rf"(?:(?:and|und|et|y|e|en|oh|ah|or),? (?:then |dann |puis )?)?(?:{TOPIC_WORDS})\b"
    rf"|(?:\S{{1,12}} ){{1,3}}(?:also|auch noch|ausserdem|aussi|egalement|tambien|anche|tambem|ook)\b"
)
_OTHER = re.compile(
    r"(?:(?:and|und|et|y|e|en|oh|ah),? )?(?:another (?:thing|question|issue|problem|matter)|secondly|thirdly"
    r"|one (?:more|last|other) (?:thing|question)|on another note|separately|apart from (?:that|this)"
    r"|noch (?:eine frage|etwas|was|eine sache)|zweitens|drittens|(?:une )?autre (?:chose|question)"
    r"|deuxiemement"
    r"|par ailleurs|otra (?:cosa|pregunta)|por otr[oa] (?:lado|parte)|en segundo lugar|un'altra (?:cosa"
    r"|domanda)"
    r"|in secondo luogo|outra (?:coisa|pergunta|questao)|por outro lado|nog (?:een vraag|iets)|ten tweede)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:questions|issues|problems|things|points|requests|matters|following|fragen|anliegen|punkte|probleme"
    r"|dinge"
    r"|folgende\w?|problemes|choses|points|demandes|suivant\w{0,2}|preguntas|cosas|problemas|dudas|puntos"
    r"|siguientes?|domande|cose|problemi|punti|seguenti|perguntas|coisas|questoes|duvidas|vragen|dingen"
    r"|problemen"
    r"|volgende)\b"
)
_REFERS_BACK = (
    "it this that they them these those one dies diese ihn ihm davon dafur damit ca cela celui-ci lo eso "
    "esto "
    "questo isso isto het dat dit deze hem ze daarvan there here then"
)
_REFERS = frozenset(_REFERS_BACK.split())
# Words that tell nothing of what somebody wants; the generic verbs of asking are among them.
_TELLS_NOTHING = (
    "the and for are was were been being with you your yours our his her him she its who whom whose what "
    "whats which "
    "when where why how can could would should will shall may might must does did doing done has have had "
    "having not "
    "but any all some there here this that these those them they then than too very just now out into from "
    "about "
    "please pls thanks thank tell know let help check see look want need like get got going happen happened "
    "happening "
    "possible idea sure okay yes also anything something someone anyone still yet again back much many way "
    "think asap "
    "advise explain next do i'm i've i'd it's don't can't what's that's soon right really again wondering "
    "question "
    "der die das ein eine einen einem einer und oder aber ist sind war waren wird werden kann konnen konnten "
    "konnte "
    "ich sie wir ihr mich mir ihnen mein meine meinen meiner dann noch auch wie was wer wann warum bitte "
    "danke wissen "
    "kommt kommen sagen helfen mitteilen prufen schauen nachsehen moglich gerne mochte will wurde habe haben "
    "hat hatte "
    "nicht doch "
    "denn jetzt schon mal nun dazu damit dafur darf muss soll geht teilen frage "
    "les des une est sont pour vous votre nous avec que qui quoi dans sur pas plus comment quand pourquoi "
    "puis pouvez "
    "pourriez faire fait dire savoir aider aidez possible merci voudrais veux souhaite bien aussi cela j'ai "
    "avoir "
    "est-ce puis-je pouvez-vous pourriez-vous s'il plait alors encore mon mes votre notre elle elles ils "
    "los las una unos por para con que como cuando donde puedo pueden puede podria podrian hacer decir saber "
    "ayudar "
    "ayuda gracias favor quiero quisiera eso esto esta este hay tengo mis usted ustedes "
    "gli una per con che come quando dove perche posso potete puo fare dire sapere aiutare grazie favore "
    "vorrei "
    "questo questa sono mio mia "
    "uma para com como quando onde posso podem pode fazer dizer saber ajudar obrigado obrigada quero "
    "gostaria isso "
    "meu minha voces "
    "het een van met voor niet wat hoe waar wanneer waarom kan kunt kunnen doen zeggen weten helpen graag "
    "bedankt "
    "dit dat mijn heb heeft zijn wordt worden dank"
)
_EMPTY = frozenset(_TELLS_NOTHING.split())


def is_question(low: str) -> bool:
    """Tell whether a folded sentence asks something, with or without a question mark."""
    first = _FIRST_WORD.search(low)
    is_asked = bool(first and _QUESTION.match(low, first.start()))
    return is_asked or low.rstrip("\"'”») ").endswith(("?", "？"))


def is_request(low: str) -> bool:
    """Tell whether a folded sentence says what the customer wants done."""
    return bool(_REQUEST.search(low[:500]))


def is_problem(low: str) -> bool:
    """Tell whether a folded sentence says that something went wrong."""
    return bool(_PROBLEM.search(low[:500]))


def is_polite(low: str) -> bool:
    """Tell whether a folded sentence is only manners: thanks, hopes, `I have two questions`."""
    if not _POLITE.match(low):
        return False
    return len(low) < 110 and len(content_words(low)) <= 5 and ("?" not in low or len(content_words(low)) < 2)


def opens_topic(low: str) -> bool:
    """Tell whether a folded sentence turns to something else: `also`, `and another thing`."""
    return bool(_TOPIC.match(low[:80]))


def names_another(low: str) -> bool:
    """Tell whether a folded sentence says so itself that it is about another matter."""
    return bool(_OTHER.match(low[:80])) and len(content_words(low)) >= 3


def announces(low: str) -> bool:
    """Tell whether a folded sentence says that several points follow."""
    return low.rstrip().endswith(":") or bool(_ANNOUNCES.search(low[-200:]))


def refers_back(low: str) -> bool:
    """Tell whether a folded sentence speaks of something that was named before it."""
    return bool(_REFERS.intersection(words_of(low[:300])))


def content_words(low: str) -> frozenset[str]:
    """Return the words of a folded sentence that tell what it is about."""
    return frozenset(word for word in words_of(low[:500]) if len(word) > 2 and word not in _EMPTY)
