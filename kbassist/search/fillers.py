"""Words that a question is made of and that say nothing of what it is about, by language."""

from collections.abc import Iterable, Sequence

_FEWEST = 2  # one such word does not make a question

# Articles, pronouns, prepositions and auxiliaries; then what requests begin with, whatever they are about.
# Folded, as they are typed: `don't` is `dont`, `i'm` is `i m`.
_FILLERS = {
    "en": """
        a about all am an and any are aren arent as at be because been being but by can cant could
        couldnt d did didnt do does doesnt doing don dont else ever few for from get gets getting go
        going got gotta had has hasnt have havent having he hello her hi him his how however i id if im
        in into is isnt it its ive just let lets ll m many may me might mine more much must my no not of
        on one ones or our ours out over own please re s shall she should so some someone something
        somehow such t than thank thanks that thats the their them then there these they thing things
        this those though to too u up us very want was wasnt way we were what whats when where whether
        which while who whom whose why will with without wont would wouldnt yes you your yours ya wanna
        gonna able allow allowed appreciate ask asking assist assistance assisting assists difficult
        difficulties difficulty explain figure find finding give given help helped helping helps
        information informations inform interested issue issues know knowing like likes look looking
        lookup manage need needed needing needs notice possible problem problems question questions
        request requesting require see show showing tell telling tried tries trouble troubles try trying
        understand understanding use using wanted wanting wants wish wondering work
    """,
    "de": """
        aber als am an auch auf aus bei bin bis bitte brauche da damit danke dann das dass dem den denn
        der des dich die dies diese diesem diesen dieser dir doch du ein eine einem einen einer eines er
        es etwas euch fur gerne gern gibt habe haben hallo hat hatte hatten hilfe helfen ich ihm ihn
        ihnen ihr ihre ihrem ihren im in information informationen ist ja jemand kann kannst kein keine
        keinen konnen konnte konnten machen man mehr mein meine meinem meinen meiner mich mir mit mochte
        moglich muss mussen nach nicht noch nun nur ob oder problem probleme schon sein seine sich sie
        sind so soll sollte trotzdem tun uber um und uns unser unsere versuche versuchen viel vom von vor
        wann war warum was weiss wenn wer werden wie wieso will wir wird wissen wo wohin wollen wurde zu
        zum zur
    """,
    "fr": """
        a afin ai aide aider aidez alors assistance au aurais aussi aux avec avez avoir avons besoin
        bonjour c ca ce cela ces cet cette comment d dans de des dois donc du elle en entre est et etre
        eu faire fait faut il ils j je l la le les leur lui m ma mais me merci mes moi mon n ne nos notre
        nous on ou par pas peu peut peux plait possible pour pourquoi pourrais pouvez pouvoir probleme
        problemes puis qu quand que quel quelle quelles quels quelqu qui quoi s sa sans savoir se sera
        ses si sont souhaite sur ta te tu un une vais veux voudrais vos votre vous y
    """,
    "es": """
        a al algo alguien alguna algun ante aqui asi ayuda ayudar ayudarme ayudeme como con cual cuando
        cuanto da de del desde donde e el ella ellos en entre era es esa ese eso esta este esto estoy
        favor fue gracias gustaria ha hacer hago han hay he hola informacion intento ir la las le les lo
        los mas me mi mis mucho muy necesito necesita no nos nuestra nuestro o para pero poder podria
        podrian por porque posible problema problemas pueda puede pueden puedo que quien quiero quisiera
        saber se ser si sin sobre son soy su sus tal te tengo ti tiene tu tus un una uno unos usted y ya
        yo
    """,
    "it": """
        a ad agli ai al alla alle anche aiutarmi aiuto avere c che chi ci ciao come con cosa d da dal
        dalla dei del della delle di dove e ed essere fare grazie ha hanno ho i il in io l la le lo ma me
        mi mia mie miei mio nel nella no non o per perche piu posso potete possibile problema problemi
        puo quale quando quanto quello questa questo sapere se sei si sia sono sta su sua suo tu un una
        uno vi voglio vorrei
    """,
    "pt": """
        a ajuda ajudar ao aos as boa bom com como da das de del dele do dos e ela ele em era essa esse
        esta este estou eu favor fazer foi gostaria ha isso ja lhe mais mas me meu meus minha minhas
        muito na nao nas no nos o obrigada obrigado ola onde os ou para pela pelo pode podem poderia por
        porque posso possivel preciso problema problemas qual quando que quem quero saber se sem ser seu
        seus sobre sou sua suas te tem tenho um uma voce voces
    """,
    "nl": """
        aan al als bedankt ben bij dan dat de deze die dit doen door een en er gaan geen graag hallo heb
        hebben heeft help helpen het hier hoe hulp ik in is ja je jij jouw jullie kan kun kunnen kunt
        maar maken me meer met mij mijn moet moeten mogelijk naar niet nodig nog of om onze ook op over
        probleem problemen te tot u uit uw van veel voor waar waarom wanneer was wat we weten welke wie
        wij wil willen worden wordt zal zijn zo zou zouden
    """,
}


class Fillers:
    """Tells which words of a question say nothing of what it is about."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._known = frozenset(word for lang in languages for word in _FILLERS.get(lang, "").split())

    def of(self, words: Sequence[str]) -> frozenset[str]:
        """Return those of the (distinct) typed words; none unless the others make sense without them."""
        if len(words) <= _FEWEST:
            return frozenset()
        found = self._known.intersection(words)
        return found if _FEWEST <= len(found) < len(words) else frozenset()

    def are_all(self, words: Iterable[str]) -> bool:
        """Tell whether none of the words says anything."""
        return self._known.issuperset(words)


def every_filler() -> frozenset[str]:
    """Return the words of all languages that say nothing of what a question is about."""
    return frozenset(word for words in _FILLERS.values() for word in words.split())
