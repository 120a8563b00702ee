"""HTML as it stands in the source: tokens, character references and elements, all with their offsets."""
