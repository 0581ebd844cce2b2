"""The service standards, one TOML file each, offices, calendars; their loader and checker."""
