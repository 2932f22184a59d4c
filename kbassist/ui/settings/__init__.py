"""The Settings page, made from the declaration of the settings."""
