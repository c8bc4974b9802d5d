"""Reusable pieces of a screen; they get values, post small messages, and know no service."""
