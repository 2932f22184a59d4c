"""The search index and the answers it gives while somebody types."""
