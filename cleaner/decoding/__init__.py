"""How bytes are read: names of encodings, the order of decision, how common characters are, realigning damage."""
