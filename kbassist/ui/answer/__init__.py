"""The Answer page: from a keystroke to a reply on the clipboard."""
