"""Pro-forma invoices, invoices and credit notes: drafted, issued once under a number without gaps, never changed."""
