"""One coder at work, without a screen: where she is, what she selects, what she applies. Screens and notebooks drive it."""
