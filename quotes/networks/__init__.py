"""Discourse networks: who is tied to whom by what they say of the same things. Pure Python.

The definitions are those of discourse network analysis (Leifeld, "Discourse network analysis:
policy debates as dynamic networks", Oxford Handbook of Political Networks, 2017), and the numbers
those of its program, Discourse Network Analyzer 3.1. Actors and targets are any values that can be
keys; what they are called is told beside.
"""
