"""What this agent used, kept on this machine alone."""
