"""How a product stands: draft, looked at by staff, on the market, out of it, and why."""
