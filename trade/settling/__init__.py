"""How an order is paid: its instalments, proofs of transfers, letters of credit, and the account that money goes to."""
