"""What people send, turned into one call of the desk."""
