"""What officers do all day besides the chain: answering, assigning, finding, many at once."""
