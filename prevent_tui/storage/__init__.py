"""Where records are kept: the only package that knows Peewee."""
