"""The chat page: the way of a question drawn in a browser; only ``app`` knows Gradio."""
