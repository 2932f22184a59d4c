"""Walking a guide beside the reply: the question that is asked now, and the way to it."""
