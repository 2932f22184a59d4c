"""Makes, renames and removes articles and replaces words in all; each is looked at before it is done."""
