"""The editor for the text of an article: Markdown, Liquid and front matter as they stand in the file."""
