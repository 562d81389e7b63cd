"""How long things take, always as ratios to what cannot be avoided, measured in the same run."""
