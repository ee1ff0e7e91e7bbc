"""Cues of the codebook: what they mean, where they stand in informants' talk, and how well they agree with people."""
