"""cleaner inside other tools: thin adapters, each of which needs the tool itself and nothing more."""
