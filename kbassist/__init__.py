"""kbassist: find, adapt and copy the right reply from a folder of Markdown articles."""

__version__ = "0.1.0"
