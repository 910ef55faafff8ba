"""Making the index agree with folders."""
