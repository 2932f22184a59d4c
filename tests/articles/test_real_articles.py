"""Real articles and replies, written for other programs, are read without a complaint."""

import pytest

from kbassist.articles.article import Reading, Severity
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library_files import read_library

# One of the real articles has a key that its own program does not know either.
SLIPS = {"kbassist does not know `keyword`; `keywords` was meant?"}


@pytest.mark.parametrize("folder", ["kb", "replies"])
def test_real_articles_have_no_problems(shared, folder):
    library_folder = LibraryFolder(shared / "data" / folder)
    listing = library_folder.scan()
    library = read_library(library_folder.root)
    assert not library.problems
    assert not [problem for problem in listing.problems if problem.severity is not Severity.INFO]
    identities = set()
    for path in listing.files:
        article = library_folder.read(path, library)
        identities.add(article.id)
        assert article.title
        assert article.reading is Reading.FULL
        assert article.replies == ()
        told = {problem.message for problem in article.problems if problem.severity is not Severity.INFO}
        assert told <= SLIPS
    assert len(identities) == len(listing.files) > 0
