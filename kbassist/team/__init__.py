"""What a shared folder does while the program runs."""
