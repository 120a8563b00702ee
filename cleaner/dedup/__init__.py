"""Records that repeat others across a corpus: exactly, or nearly."""
