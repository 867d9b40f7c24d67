"""Typed specifications: what each category asks of its products, and how their values are read, kept and shown."""
