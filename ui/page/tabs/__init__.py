"""The page's tabs, a file each; every file here is part of the Gradio adapter."""
