"""Counts words; imported by import_sibling. Imports its neighbour."""

import helper_shapes as shapes


def count(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts
