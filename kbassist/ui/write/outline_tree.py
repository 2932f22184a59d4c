"""The articles of all libraries as a tree of folders; plain values, built off the window's thread."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kbassist.articles.article import FileRef
from kbassist.workspace.authored import OutlineRow

# A name in small letters was written for the file system.
_SPACES = str.maketrans("-_", "  ")


@dataclass(eq=False, slots=True)
class Node:
    """A folder, or a file when it has a `row`; `place` is its index among the children of `parent`.

    Of a library that stands at the top `library` is its place among the open ones; -1 for all else.
    """

    name: str
    parent: "Node | None" = None
    place: int = 0
    row: OutlineRow | None = None
    key: tuple[str, ...] = ()
    depth: int = -1
    children: list["Node"] = field(default_factory=list)
    count: int = 0
    library: int = -1

    def walk(self) -> Iterator["Node"]:
        """Give all nodes below this one, each before its children."""
        for child in self.children:
            yield child
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree with the nodes of its files and of its folders, by what names them."""

    root: Node
    files: Mapping[FileRef, Node]
    folders: Mapping[tuple[str, ...], Node]


def outline_of(
    rows: Iterable[OutlineRow], names: Mapping[str, str], wanted: Callable[[OutlineRow], bool]
) -> Outline:
    """Build the tree of the rows that are `wanted`, in their order; `names` are those of the libraries.

    Libraries stand at the top only where there are several.
    """
    root = Node("")
    files: dict[FileRef, Node] = {}
    folders: dict[tuple[str, ...], Node] = {}
    several = len(names) > 1
    places = {library: place for place, library in enumerate(names)}
    for row in rows:
        if not wanted(row):
            continue
        parent = root
        key: tuple[str, ...] = (row.file.library,)
        if several:
            parent = _folder(folders, parent, key, names.get(row.file.library, row.file.library))
            parent.library = places.get(row.file.library, -1)
        for part in row.folder:
            key = (*key, part)
            parent = _folder(folders, parent, key, folder_name(part))
        node = Node(row.title, parent, len(parent.children), row, (), parent.depth + 1)
        parent.children.append(node)
        files[row.file] = node
        above: Node | None = parent
        while above is not None:
            above.count += 1
            above = above.parent
    return Outline(root, files, folders)


def likeliest(files: Mapping[FileRef, Node], text: str) -> FileRef | None:
    """Return the file that is meant most likely: of those with all words of `text` in the title the shortest.

    None where no title has them all.
    """
    words = text.casefold().split()
    named = [
        (len(node.name), number, file)
        for number, (file, node) in enumerate(files.items())
        if all(word in node.name.casefold() for word in words)
    ]
    return min(named)[2] if words and named else None


def _folder(folders: dict[tuple[str, ...], Node], parent: Node, key: tuple[str, ...], name: str) -> Node:
    found = folders.get(key)
    if found is None:
        found = Node(name, parent, len(parent.children), key=key, depth=parent.depth + 1)
        parent.children.append(found)
        folders[key] = found
    return found


def folder_name(part: str) -> str:
    """Write a folder's name as words: `returns-refunds` is "Returns refunds", `_parts` is "Parts"."""
    if part != part.lower():
        return part
    words = part.translate(_SPACES).strip()
    return words[:1].upper() + words[1:] if words else part
