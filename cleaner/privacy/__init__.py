"""What leads to a place or a person: addresses of pages, e-mail, telephone and identity numbers, accounts."""
