"""How text that was read in a wrong encoding is read again: bytes behind characters, lost bytes, the best reading."""
