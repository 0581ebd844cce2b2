"""Discretion at the desk: what to waive or add, why, on which evidence, and the officer's word."""
