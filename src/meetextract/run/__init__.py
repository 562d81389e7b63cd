"""Many inputs: workers, one output file, what was done before, what went wrong."""
