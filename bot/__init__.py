"""Starts everything: settings, receiving, lanes, transactions, clock, timers, commands."""
