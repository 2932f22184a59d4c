"""The tests; a package, because an installed one of that name would be found in its place."""
