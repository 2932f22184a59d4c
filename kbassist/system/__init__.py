"""What every room stands on: paths, settings, logs, errors."""
