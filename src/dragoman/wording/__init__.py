"""Events and claims in words: clauses, dates, sums, standing, and numbered sources."""
