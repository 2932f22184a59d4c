"""What an article is, and the folder that articles live in."""
