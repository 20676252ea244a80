"""The nouns of the program: values that hold data and know nothing of files or rules."""
