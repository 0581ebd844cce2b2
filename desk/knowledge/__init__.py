"""What the desk knows: answers made of the standards, and those written for people."""
