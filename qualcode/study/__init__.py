"""What ties the rooms together: a study built from its files, its tables from their recipes, how far the coding is."""
