"""What was said and agreed: predicates, their contents and who spoke."""
