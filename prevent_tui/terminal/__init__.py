"""What only a real terminal needs: a quiet driver, fewer bytes, a guard, a place for the cursor, a tidy end.

Nothing is imported here, so that `prevent_tui.terminal.preflight` stays free of Textual.
"""
