"""What a copy editor knows: quotes inside quotes, blanks that part something, letter-spacing, signs, code."""
