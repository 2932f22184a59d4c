"""Every action of the window, once: its words, its keys and where it is found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do.

    `page` is the page on which it works, `""` everywhere. `keys` are in Qt's portable spelling, the
    first one is shown. `bound` is False when a widget answers the key itself, because its meaning depends
    on where the focus is; the sheet of shortcuts lists it all the same. `section` groups the sheet.
    """

    id: str
    text: str
    section: str
    keys: tuple[str, ...] = ()
    page: str = ""
    icon: str = ""
    bound: bool = True


# What the row of digits gives on French keyboards, where digits need Shift.
AZERTY = "&É\"'(-È_Ç"


def _answer(name: str, text: str, *keys: str, icon: str = "", section: str = "Answer") -> Action:
    return Action(f"answer.{name}", text, section, keys, "answer", icon)


def _pressed(name: str, text: str, *keys: str, section: str = "Answer") -> Action:
    return Action(f"answer.{name}", text, section, keys, "answer", bound=False)


def _typed(name: str, text: str, *keys: str, section: str = "Text") -> Action:
    return Action(f"write.{name}", text, section, keys, "write", bound=False)


def _write(name: str, text: str, *keys: str, icon: str = "", section: str = "Write") -> Action:
    return Action(f"write.{name}", text, section, keys, "write", icon)


ACTIONS: tuple[Action, ...] = (
    _pressed("copy", "Copy the reply of the selected hit", "Return"),
    _pressed("move", "Move through the hits", "Up", "Down"),
    _pressed("field", "Go to the first empty field", "Tab"),
    _pressed("back", "Clear the search, then hide the window", "Esc"),
    _answer("search", "Go to the search box", "Ctrl+K", "Ctrl+L", icon="search"),
    *(
        _answer(f"copy_hit_{n}", f"Copy hit {n}", f"Alt+{n}", f"Alt+{sign}")
        for n, sign in enumerate(AZERTY, start=1)
    ),
    _answer("library", "Ask another library, or all", "Alt+0", "Alt+À"),
    _answer("favourite", "Favourite", "Ctrl+D", icon="star"),
    _answer("guide", "Walk the article's guide", "Ctrl+G", icon="signpost", section="Guide"),
    _pressed("guide_answer", "Answer its question", *map(str, range(1, 10)), section="Guide"),
    _pressed("guide_back", "Take the last answer back", "Backspace", section="Guide"),
    _answer("guide_notes", "Copy the way for the notes", "Ctrl+Shift+G", icon="copy", section="Guide"),
    _answer("as_message", "Read as a message, or search for it", "Ctrl+M", section="Message"),
    _answer("next_ask", "Next question of the message", "Alt+Down", section="Message"),
    _answer("previous_ask", "Previous question of the message", "Alt+Up", section="Message"),
    _answer("tick_ask", "Tick the question as answered", "Alt+K", section="Message"),
    _answer("take_values", "Take all values of the message", "Alt+V", section="Message"),
    _answer("find_value", "Add a value to the conversation", "Ctrl+I", icon="plus", section="Conversation"),
    _answer("put_back", "Put a removed value back", "Alt+Z", section="Conversation"),
    _answer("new_conversation", "New conversation", "Ctrl+N", icon="rotate-ccw", section="Conversation"),
    *(
        _answer(f"conversation_{n}", f"Conversation {n}", f"Ctrl+{n}", f"Ctrl+{sign}", section="Conversation")
        for n, sign in enumerate(AZERTY[:4], start=1)
    ),
    *(
        # Function keys are the same on all keyboards; Shift with a digit is a digit on French ones.
        _answer(f"variant_{n}", f"Show variant {n}", f"Shift+F{n}", section="Reply and article")
        for n in range(1, 10)
    ),
    _answer("article", "Show the article", "Ctrl+J", icon="book-open", section="Reply and article"),
    _answer("write", "Edit the article", "Ctrl+Shift+J", icon="pencil", section="Reply and article"),
    _answer("own_copy", "Make my own copy", "Ctrl+Shift+D", icon="copy-plus", section="Reply and article"),
    _answer("next_variant", "Next variant", "Alt+Right", "Ctrl+Tab", section="Reply and article"),
    _answer(
        "previous_variant", "Previous variant", "Alt+Left", "Ctrl+Shift+Tab", section="Reply and article"
    ),
    _answer("channel", "Next channel", "Alt+C", section="Reply and article"),
    _answer("tone", "Next tone", "Alt+T", section="Reply and article"),
    _answer("language", "Next language", "Alt+L", section="Reply and article"),
    _answer("pace", "Whole reply, or step by step", "Alt+P", section="Reply and article"),
    _answer("request", "Ask the writer for the lacking reply", "Alt+R", section="Reply and article"),
    _answer("edit", "Edit the reply, or finish", "Ctrl+E", icon="pencil", section="Compose"),
    _answer("edit_back", "Back to the article's text, or to your edit", "Ctrl+Shift+E", section="Compose"),
    _answer("edit_update", "Bring changes of the article's text into your edit", "Alt+U", section="Compose"),
    _answer("skip_own", "Leave the slots for own words empty", "Alt+O", section="Compose"),
    _answer("hints", "Go to the hints on the wording", "Alt+H", section="Compose"),
    _answer("stack", "Add the reply to the message", "Alt+A", icon="plus", section="Compose"),
    _answer("message", "Show the message, or the reply", "Alt+M", section="Compose"),
    _answer("step_on", "Next spoken step", "Ctrl+Down", section="Step by step"),
    _answer("step_back", "Spoken step before", "Ctrl+Up", section="Step by step"),
    _answer("spell", "Spell identifiers out", "Alt+I", section="Step by step"),
    _answer("copy_plain", "Copy as plain text", "Ctrl+Shift+P", icon="copy", section="Copy as"),
    _answer("copy_rich", "Copy as rich text", "Ctrl+Shift+R", icon="file-text", section="Copy as"),
    _answer("copy_markdown", "Copy as Markdown", "Ctrl+Shift+M", icon="hash", section="Copy as"),
    _write("save", "Save", "Ctrl+S"),
    _write("new", "New article…", "Ctrl+N", icon="plus"),
    _write("from_sent", "Make a reply from what was sent…", "Ctrl+Shift+N", icon="message-square"),
    _write("history", "Earlier versions", "Alt+H", icon="history"),
    _write("blame", "Who wrote this line", "Alt+B", icon="history"),
    _write("move", "Rename or move…", "Shift+F6", icon="pencil"),
    _write("trash", "Move to the trash…", "Ctrl+Shift+Del", icon="x"),
    _write("replace", "Replace in the library…", "Ctrl+Shift+H", icon="search"),
    _write("take_back", "Take back what was done with files", "Alt+Z", icon="rotate-ccw"),
    _write("filter", "Find a file", "Ctrl+P", icon="search"),
    _write("list", "Show or hide the list", "Alt+L", icon="panel-left"),
    _write("preview", "Show or hide the preview", "Alt+P", icon="eye"),
    _write("next_variant", "Preview the next variant", "Alt+Right"),
    _write("previous_variant", "Preview the previous variant", "Alt+Left"),
    _write("note", "Go to the message above the text", "Alt+N"),
    _write("form", "All keys of the front matter", "Alt+F"),
    _write("next_problem", "Next problem", "F8"),
    _write("previous_problem", "Previous problem", "Shift+F8"),
    _write("fix", "Mend the problem", "Alt+Return"),
    _write("zen", "The text alone", "F11"),
    _write("send_patch", "Save my change as a patch file…"),
    _write("copy_patch", "Copy my change as text"),
    _write("apply_patch", "Apply a patch file…"),
    _write("answer", "Show it as agents see it", "Ctrl+J", icon="book-open"),
    Action(
        "review.open",
        "Open the selected entry where it is worked on",
        "Review",
        ("Return",),
        "review",
        bound=False,
    ),
    Action(
        "review.show", "Show the article of the selected entry", "Review", ("Space",), "review", bound=False
    ),
    Action("review.verify", "Verified today", "Review", ("V",), "review"),
    Action("review.fix", "Mend the problem", "Review", ("F",), "review"),
    Action("review.assign", "Assign it to another owner", "Review", ("A",), "review"),
    Action("review.postpone", "Put it off for some days", "Review", ("Z", "L"), "review"),
    Action(
        "review.remove", "Take the entry out: done, dismissed, put back", "Review", ("Del", "X"), "review"
    ),
    Action("review.forget", "Forget the words of a gap", "Review", ("Shift+Del",), "review"),
    Action("review.catch_up", "Take all changes as seen", "Review", ("C",), "review"),
    Action("review.promote", "Make a learned question an alias", "Review", ("P",), "review"),
    Action("review.publish", "Publish the edits of an author", "Review", ("U",), "review"),
    Action("review.variants", "Which variants the articles have", "Review", ("M",), "review"),
    Action("review.take_back", "Take back what was done last", "Review", ("Ctrl+Z",), "review"),
    Action("review.next", "Next queue", "Review", ("Ctrl+Tab", "Alt+Right"), "review"),
    Action("review.previous", "Previous queue", "Review", ("Ctrl+Shift+Tab", "Alt+Left"), "review"),
    _typed("find", "Find in the text", "Ctrl+F"),
    _typed("find_and_replace", "Replace in the text", "Ctrl+H"),
    _typed("complete", "Complete the word", "Ctrl+Space"),
    _typed("correct", "Correct the next wrong word", "F7"),
    _typed("add_word", "Add the wrong word to the dictionary", "Shift+F7"),
    _typed("bold", "Bold", "Ctrl+B"),
    _typed("italic", "Italic", "Ctrl+I"),
    _typed("link", "Make a link", "Ctrl+K"),
    _typed("follow", "Follow the link", "Ctrl+Return"),
    _typed("add_reply", "Add a reply", "Ctrl+R"),
    _typed("add_table", "Add a table", "Ctrl+T"),
    _typed("heading_down", "Heading one level deeper", "Alt+Shift+Right"),
    _typed("heading_up", "Heading one level higher", "Alt+Shift+Left"),
    _typed("line_up", "Move the line up", "Alt+Up"),
    _typed("line_down", "Move the line down", "Alt+Down"),
    Action("page.answer", "Answer", "Window", ("F2",), icon="message-square"),
    Action("page.write", "Write", "Window", ("F3",), icon="pencil"),
    Action("page.review", "Review", "Window", ("F4",), icon="list-checks"),
    Action("page.settings", "Settings", "Window", ("Ctrl+,",), icon="settings"),
    Action("library.open", "Open a folder...", "Library", ("Ctrl+O",), icon="folder-open"),
    Action("library.refresh", "Look for changes now", "Library", ("F5",), icon="refresh-cw"),
    Action("library.sync", "Sync now", "Library", ("F9",), icon="refresh-cw"),
    Action("library.sharing", "How the sync stands", "Library", ("Ctrl+F9",), icon="info"),
    Action("library.join", "Join a team...", "Library", ("Ctrl+Shift+O",), icon="folder-plus"),
    Action("library.cancel", "Stop what is running", "Library", ("Ctrl+.",), icon="x"),
    Action("view.zoom_in", "Larger", "Window", ("Ctrl++", "Ctrl+="), icon="plus"),
    Action("view.zoom_out", "Smaller", "Window", ("Ctrl+-",), icon="minus"),
    Action("view.zoom_reset", "Usual size", "Window", ("Ctrl+0",)),
    Action("help.shortcuts", "Keyboard shortcuts", "Window", ("F1",), icon="keyboard"),
    Action("window.hide", "Hide the window", "Window", ("Ctrl+W",)),
    Action("window.quit", "Quit", "Window", ("Ctrl+Q",)),
)
