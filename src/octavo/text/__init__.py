"""What every room says of written language: numerals, direction, marks, names, units."""
