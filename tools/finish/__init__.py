"""What is done to a built folder, whichever builder made it, before it is hosted. Each module is one step; `run` gives their order."""
