"""External lanes: sets made by others, in files that the user names; nothing is downloaded."""
