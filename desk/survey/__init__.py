"""The satisfaction survey: one question after a case, nine elements for those who agree."""
