"""What holds at every address: how it is asked, answered, refused, limited and repeated."""
