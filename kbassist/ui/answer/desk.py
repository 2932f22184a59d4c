"""What the agent has before them: the conversation, the wish, and which article in which variant."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Wish
from kbassist.search.results import Hit
from kbassist.ui.answer.questions import Look


class Desk(QObject):
    """Keeps the agent's choices in memory alone, and turns each change into the look that it asks for.

    Signals:
        look_changed: the `Look` that the preview shall show now, None for none.
        conversation_changed: the new `Conversation`.
    """

    look_changed = Signal(object)
    conversation_changed = Signal(object)

    def __init__(self, wish: Wish, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self._conversation = Conversation()
        self._ref: ArticleRef | None = None
        self._best: str | None = None
        self._variant: str | None = None
        self._as_article = False
        self._edition = 0

    @property
    def conversation(self) -> Conversation:
        """The values at hand."""
        return self._conversation

    @property
    def wish(self) -> Wish:
        """Channel, tone and language that the agent wants."""
        return self._wish

    @property
    def ref(self) -> ArticleRef | None:
        """The article before the agent."""
        return self._ref

    @property
    def as_article(self) -> bool:
        """Tell whether the article itself was asked for."""
        return self._as_article

    def pick(self, hit: Hit | None) -> None:
        """Turn to a hit, or to nothing."""
        ref = hit.ref if hit else None
        if ref != self._ref:
            self._variant, self._as_article = None, False
        self._ref = ref
        self._best = hit.best_reply if hit else None
        self._tell()

    def open(self, ref: ArticleRef) -> None:
        """Turn to an article that a link leads to, to read it."""
        self._ref = ArticleRef(ref.library, ref.article_id)
        self._best, self._variant, self._as_article = None, None, True
        self._tell()

    def choose(self, variant: str) -> None:
        """Turn to a reply of the article."""
        self._variant, self._as_article = variant, False
        self._tell()

    def choose_article(self) -> None:
        """Turn to the article itself."""
        self._variant, self._as_article = None, True
        self._tell()

    def choose_best(self) -> None:
        """Turn to the reply that suits the wish best."""
        self._variant, self._as_article = None, False
        self._tell()

    def wish_for(self, wish: Wish) -> None:
        """Wish for another channel, tone or language; a variant chosen by hand gives way."""
        self._wish = wish
        self._best, self._variant, self._as_article = None, None, False
        self._tell()

    def put(self, name: str, text: str, source: str = "typed") -> None:
        """Note a value of the conversation; an empty text takes it away."""
        self._conversation = self._conversation.put(name, text, source)
        self.conversation_changed.emit(self._conversation)
        self._tell()

    def forget_all(self) -> None:
        """Begin a new conversation."""
        self._conversation = Conversation()
        self.conversation_changed.emit(self._conversation)
        self._tell()

    def read_again(self) -> None:
        """Ask for the same once more, since the library has changed."""
        self._edition += 1
        self._tell()

    def look(self) -> Look | None:
        """Return what the preview shall show."""
        if self._ref is None:
            return None
        look = Look(self._ref, self._conversation, self._wish, edition=self._edition)
        if self._as_article:
            return replace(look, as_article=True)
        return replace(look, variant=self._variant or self._best)

    def _tell(self) -> None:
        self.look_changed.emit(self.look())
