"""Who may use the page: users with passwords, and the door that asks for them."""
