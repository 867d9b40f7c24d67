"""Who gets where: every address, every role, from the pages themselves."""
