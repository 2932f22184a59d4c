"""What a customer wrote: the parts of the message, what it asks, and the values in it."""
