"""The counter: appointments, the list of the day, the guest book, and who comes next."""
