"""Takes from what a customer wrote the words that may be kept on this machine."""

from collections.abc import Callable

from kbassist.messages.private_words import MOST_CHARACTERS, private_words
from kbassist.replies.agent import Agent
from kbassist.replies.conversation import Conversation
from kbassist.search.learned_words import informative_words
from kbassist.workspace.suggesting import ReadMessage


def scrubbed_words(
    read: ReadMessage, conversation: Conversation, agent: Agent, knows: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the informative words of a question, folded and sorted.

    No value of the message, of the conversation or of the agent is among them. `knows` tells whether a
    word stands in any article.
    """
    message = read.message
    body = message.body[:MOST_CHARACTERS]
    names = [value.text for value in conversation.values.values()]
    names += agent.values().values()
    for value in read.values:
        names += (value.text, message.text[value.start : value.end])
    names += private_words(body, message.lang, knows)
    return informative_words(body, names, knows)
