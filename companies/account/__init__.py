"""What a person does with their own account: ways in, places of sign-in, a copy of their data, and leaving."""
