"""Which words Hunspell's dictionaries know, and what was meant by those that they do not."""
