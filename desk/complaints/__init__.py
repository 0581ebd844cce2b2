"""Complaints: who may see what of them, how one begins, its receipt and its own words."""
