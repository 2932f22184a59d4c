"""A library that is a git repository: its history, and how it is kept in step with the team's copy."""
