"""Public references: what people see, type and say on the telephone instead of serial ids."""

import secrets

# Crockford's base 32: no I, L, O, U, so that nothing is misread. https://www.crockford.com/base32.html
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10  # 50 bits: two of a million objects share a reference with a chance below 1 in 2,000


def new_ref(prefix: str) -> str:
    """A new random reference such as `O-7K3M9Q2XAB`; the column's unique constraint has the last word."""
    bits = secrets.randbits(5 * LENGTH)
    return f"{prefix}-" + "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5))
