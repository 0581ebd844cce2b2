"""Papers to print: forms filled from answers, receipts, standards and pledges, as printouts."""
