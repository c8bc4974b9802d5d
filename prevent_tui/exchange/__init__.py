"""Formats in and out: what other systems send, and what they are sent."""
