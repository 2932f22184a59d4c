"""Replies: which values they ask for, which variant fits, what goes to the clipboard."""
