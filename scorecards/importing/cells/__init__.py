"""The cells of a row to values, as a mapping says them."""
