"""From what two companies agreed to what was delivered: orders, their lines, deliveries and changes."""
