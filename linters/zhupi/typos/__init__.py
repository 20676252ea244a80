"""Typos that no list names: a model of official Chinese and a channel of confusions."""
