"""The quality gate: annotated articles, a scorer, pinned floors, and what a change gained and lost (README.md)."""
