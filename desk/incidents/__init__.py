"""Declared incidents: power, internet, application, an official absent."""
