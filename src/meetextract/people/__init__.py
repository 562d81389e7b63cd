"""Who is named: mentions, names, and the persons behind them."""
