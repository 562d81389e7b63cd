"""Several reports of one meeting brought together: which reports tell the same one, and what each of them says."""
