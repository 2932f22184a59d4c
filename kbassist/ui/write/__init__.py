"""The Write page: articles, their text and what it will look like."""
