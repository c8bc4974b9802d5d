"""Courses as folders of files: reading them, checking them, and their Markdown as neutral values."""
