"""The only doors to what the program knows: one class per actor's question, one method per authorised unit of work."""
