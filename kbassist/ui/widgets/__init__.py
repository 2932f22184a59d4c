"""The controls of our own that several pages are made of."""
