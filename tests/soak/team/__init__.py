"""Many machines, one team: a model of what people, services, git and accidents do to what was saved."""
