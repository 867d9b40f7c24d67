"""Which companies take part in a consultation, and who comes and goes."""
