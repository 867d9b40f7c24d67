"""Forms that editors make: to register, to ask, to order a talk."""
