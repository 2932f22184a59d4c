"""A walk through a guide: the answers given so far, what is asked now, and what is noted at the end."""

from dataclasses import dataclass, replace

from kbassist.articles.guides import Answer, GoTo, GuideTree, Question, ReplyLink

MOST_TAKEN = 200
"""Answers of one walk: a guide may lead in circles, and an agent who is on the 200th begins again."""

# Asked, done, and what was left out, as the language of the guide says it.
_WORDS = {
    "en": ("Asked", "Done", "Left out"),
    "de": ("Gefragt", "Getan", "Ausgelassen"),
    "fr": ("Demandé", "Fait", "Laissé de côté"),
    "es": ("Preguntado", "Hecho", "Omitido"),
    "it": ("Chiesto", "Fatto", "Tralasciato"),
    "pt": ("Perguntado", "Feito", "Omitido"),
    "nl": ("Gevraagd", "Gedaan", "Overgeslagen"),
}
_ENDS = (".", "!", "?", "…", "。")


@dataclass(frozen=True, slots=True)
class Taken:
    """One question with the answer it got; `left_out` are the places, from 0, of steps that were not done."""

    question: Question
    answer: Answer
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GuideWalk:
    """The way through one guide so far; a new walk begins at its first question."""

    tree: GuideTree
    taken: tuple[Taken, ...] = ()

    @property
    def question(self) -> Question | None:
        """What is asked now; None at an end, and in a guide without a question."""
        if not self.taken:
            return self.tree.questions[0] if self.tree.questions else None
        then = self.taken[-1].answer.then
        found = self.tree.find(then.question) if isinstance(then, GoTo) else then
        # A question that nobody can answer is an end, and the checks tell its author.
        return found if isinstance(found, Question) and found.answers else None

    @property
    def reply(self) -> ReplyLink | None:
        """The reply that the walk has led to; None while something is asked, and at an end without one."""
        then = self.taken[-1].answer.then if self.taken else None
        return then if isinstance(then, ReplyLink) else None

    @property
    def steps(self) -> tuple[str, ...]:
        """What is to be done now, before the next question is asked or the reply is sent."""
        return self.taken[-1].answer.steps if self.taken else ()

    def choose(self, number: int) -> "GuideWalk":
        """Give the answer with this number, from 1; the walk stays where it is when there is none."""
        question = self.question
        if question is None or not 1 <= number <= len(question.answers) or len(self.taken) >= MOST_TAKEN:
            return self
        return replace(self, taken=(*self.taken, Taken(question, question.answers[number - 1])))

    def back(self) -> "GuideWalk":
        """Take the last answer back."""
        return replace(self, taken=self.taken[:-1])

    def back_to(self, place: int) -> "GuideWalk":
        """Ask the question in this place of the way, from 0, once more."""
        return replace(self, taken=self.taken[: max(0, place)])

    def restart(self) -> "GuideWalk":
        """Begin again."""
        return GuideWalk(self.tree)

    def leave_out(self, step: int, left_out: bool = True) -> "GuideWalk":
        """Note that one of the present steps, from 0, was not done, or was after all."""
        if not 0 <= step < len(self.steps):
            return self
        last = self.taken[-1]
        marked = last.left_out | {step} if left_out else last.left_out - {step}
        return replace(self, taken=(*self.taken[:-1], replace(last, left_out=marked)))

    def over(self, tree: GuideTree) -> "GuideWalk":
        """Go the same way through another edition of the guide, as far as its words are still the same."""
        walk = GuideWalk(tree)
        for taken in self.taken:
            question = walk.question
            if question is None or question.text != taken.question.text:
                break
            numbers = {answer.text: number for number, answer in enumerate(question.answers, start=1)}
            if taken.answer.text not in numbers:
                break
            walk = walk.choose(numbers[taken.answer.text])
            if walk.steps == taken.answer.steps:
                walk = replace(
                    walk, taken=(*walk.taken[:-1], replace(walk.taken[-1], left_out=taken.left_out))
                )
        return walk

    def summary(self, lang: str | None = None) -> str:
        """Write the way down for the notes of a ticket, a line for each answer.

        `lang` is that of the guide unless another is asked for; a language without words gets English ones.
        """
        tag = (lang or self.tree.lang or "en").lower().replace("_", "-").partition("-")[0]
        return "\n".join(_line(taken, _WORDS.get(tag, _WORDS["en"])) for taken in self.taken)


def _line(taken: Taken, words: tuple[str, str, str]) -> str:
    asked, done, left_out = words
    steps = taken.answer.steps
    made = [step for place, step in enumerate(steps) if place not in taken.left_out]
    others = [step for place, step in enumerate(steps) if place in taken.left_out]
    parts = [f"{asked}: {taken.question.text} – {_closed(taken.answer.text)}"]
    parts += [
        f"{word}: {' '.join(map(_closed, texts))}"
        for word, texts in ((done, made), (left_out, others))
        if texts
    ]
    return " ".join(parts)


def _closed(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
