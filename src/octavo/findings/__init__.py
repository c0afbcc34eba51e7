"""What can be found wrong with a book: the catalogue of codes, and the words for each."""
