"""Prevent duty training in a terminal: learn, resume, certify, see the team."""

__version__ = "0.1.0"
