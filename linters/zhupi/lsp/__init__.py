"""The language server: findings where people write. Units of the client (UTF-16) live here only."""
