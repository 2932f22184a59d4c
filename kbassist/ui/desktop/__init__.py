"""What the window needs of the desktop around it: shortcuts from anywhere, other windows, pasting, links."""
