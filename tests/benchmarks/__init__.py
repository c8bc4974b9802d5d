"""`make bench`: our figures beside a yardstick measured in the same run, and the goals."""
