"""Where sentences and paragraphs begin and end: cuts that a line end made, breaks that flattening lost."""
