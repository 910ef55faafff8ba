"""Language models: the protocol, the two engines behind it, and where their files come from."""
