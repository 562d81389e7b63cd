"""Who met whom: where a meeting begins, who takes part, and which sentences belong to it."""
