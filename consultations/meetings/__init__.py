"""Booked consultations: hours that people publish, talks that are booked in them, and what is kept of these."""
