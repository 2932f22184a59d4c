"""Adapting a reply in the window: editing it, joining several, speaking it, sending it in pieces."""
