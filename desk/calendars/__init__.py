"""The calendars of the offices: shown, changed, and due times counted anew."""
