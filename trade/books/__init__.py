"""The books: what each company owes and has received, order by order, in double entry."""
