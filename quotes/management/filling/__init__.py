"""A made-up newsroom of any size: its words, its people, its articles, row by row. No Django."""
