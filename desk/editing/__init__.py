"""What staff learn from questions, and the answers they write, check and publish."""
