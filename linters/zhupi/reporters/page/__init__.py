"""The parts of the HTML page: each module writes one of them, from results to markup."""
