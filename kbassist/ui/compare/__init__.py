"""Views that show how texts differ and let writers settle what several of them changed; widgets alone."""
