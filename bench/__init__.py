"""How fast the portal is, as ratios: what is measured beside what it is compared with, in the same run."""
