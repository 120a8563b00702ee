"""Rules as data: what a rule file may say, how it is read, and how its rules are run and checked."""
