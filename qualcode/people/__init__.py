"""Who must not be recognised: the key of names and pseudonyms, finding names, replacing them, and the door of a project."""
