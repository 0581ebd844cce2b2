"""Questions and answers, and the search over them."""
