"""Sharing through git in the window: syncing by itself, what is said of it, signing in, joining."""
