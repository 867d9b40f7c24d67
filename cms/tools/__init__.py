"""Small tools that traders need beside a deal; each works without JavaScript and can be shared by its address."""
