"""The store: changes, the tables that follow from them, merging, undoing, forgetting. The only room that knows SQL."""
