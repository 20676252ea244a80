"""How Chinese documents number their parts: numerals, and the markers made of them."""
