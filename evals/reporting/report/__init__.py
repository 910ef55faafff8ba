"""``report.html``: one file that holds everything and asks nobody for anything."""
