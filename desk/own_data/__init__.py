"""What people ask about their own data: see, correct, erase, withdraw; and who decides it."""
