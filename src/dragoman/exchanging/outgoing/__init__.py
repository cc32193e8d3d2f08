"""Claims and events, written for others."""
