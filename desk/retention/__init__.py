"""The end of records: what is due, holds, lists that two decide, and the record of it."""
