"""What the desk does: intake, tickets, questions, people, deadlines."""
