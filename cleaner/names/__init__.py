"""Who speaks and who wrote: names of people, their offices, and the ways in which a text brings them in."""
