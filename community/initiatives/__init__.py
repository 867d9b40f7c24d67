"""What members of a community do together: a joint bid, a booth at a fair, shared freight, a training."""
