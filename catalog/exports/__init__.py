"""A company's products as files: tables that go back in by the import unchanged, and catalogues for other systems."""
