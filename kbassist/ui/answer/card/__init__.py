"""The card that shows one article or message, and the parts it is made of."""
