"""Files: inspection of what comes in (in a child process), PDFs and spreadsheets that go out."""
