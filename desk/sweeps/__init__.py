"""What the house does because time has passed: warnings, breaches, reminders."""
