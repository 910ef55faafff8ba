"""What is made of rates: report, summary, comparison, gate, self-test."""
