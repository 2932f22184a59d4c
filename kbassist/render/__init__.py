"""Liquid and Markdown to safe HTML, plain text and the flavours of the channels."""
