"""The codebook: codes with definitions and rules in a tree, its file, and what changed between two versions."""

from qualcode.codebook.book import Code, Codebook, Facet

__all__ = ["Code", "Codebook", "Facet"]
