"""What the user types and gets told: the options and what they start."""
