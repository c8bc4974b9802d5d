"""One module per screen, its styles beside it."""
