"""What people look at: the terminal view (table.py) and the HTML report (html.py)."""
