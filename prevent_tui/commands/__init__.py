"""The commands: what a script or an administrator types instead of using the screen."""
