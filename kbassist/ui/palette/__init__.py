"""The palette: search, hits and preview as one small window over whatever program the agent is in."""
