"""One table of rules that tells writers what is wrong in a library."""
