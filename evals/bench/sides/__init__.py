"""What is measured in a process of its own: each module is one, and prints one JSON object."""
