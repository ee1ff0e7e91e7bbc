"""The coding screen: a transcript, its codes and a codebook in a terminal. What a key does is decided in `qualcode.coding`."""
