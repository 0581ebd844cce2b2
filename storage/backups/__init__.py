"""Backups: a sealed stream of rows and documents, and beside it the keys that open them."""
