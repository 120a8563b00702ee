"""How text that was read in a wrong encoding is read again: bytes behind characters, lost bytes, which reading is best."""
