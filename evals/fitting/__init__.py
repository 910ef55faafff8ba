"""What is fitted to measurements and shipped as data: the rule that refuses or answers."""
