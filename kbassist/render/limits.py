"""The bounds within which hostile text is parsed; each number is here once, with its reason."""

# A page is shown within a second or as plain text (24 of 84 hostile inputs of 16 KB took longer).
BUDGET_S = 1.0
# Imports take 60 MB of address space, a 16 MP picture 64 MB and its copies twice that.
MEMORY_MB = 448
# A child that has not answered after this is gone for good, whether or not its parent lives.
CHILD_LIFE_S = 10.0
# Starting Python with everything imported takes 0.3 s here and ten times that on a cold, busy machine.
START_S = 30.0

# Qt lays out a megabyte of HTML in 0.7 s; beyond 128 KB of Markdown plain text is the better page.
MAX_PAGE_MARKDOWN = 128 * 1024
MAX_PLAIN_PAGE = 128 * 1024
MAX_TEMPLATE = 128 * 1024
# Looked over in one message: 32 long replies take a tenth of the budget.
MAX_TEMPLATES = 32
MAX_VALUE = 20_000
MAX_VALUES = 2_000

# Frames on the pipe: the longest request carries a picture, the longest answer a decoded one.
MAX_REQUEST_BYTES = 24 * 1024 * 1024
MAX_ANSWER_BYTES = 16 * 1024 * 1024

# Qt's layout is exponential in nested tables, quadratic in list items and in the length of a word.
MAX_DEPTH = 30
MAX_LIST_ITEMS = 4_000
MAX_WORD = 400
MAX_NODES = 60_000
MAX_CELLS = 5_000

# Liquid: what a long, honest reply needs, times ten.
MAX_LOOP = 10_000
MAX_OUTPUT_BYTES = 256 * 1024
MAX_NAMESPACE_BYTES = 1024 * 1024
MAX_RANGE = 10_000
MAX_FILTER_TEXT = 256 * 1024
MAX_RENDER_DEPTH = 12
MAX_PLACEHOLDERS = 200

# Pictures are decoded at 16 MP at most and shown at most this wide.
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_PICTURE_PIXELS = 16_000_000
MAX_PICTURE_WIDTH = 1200
MAX_PICTURE_HEIGHT = 2400
# The longer side of a picture that is stored in a library: sharp at the width of a page on any screen.
MAX_KEPT_PIXELS = 1600
MAX_PICTURES = 60
MAX_ARTICLE_PICTURE_BYTES = 64 * 1024 * 1024
