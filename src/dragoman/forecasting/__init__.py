"""Forecasts: who does what to whom next, and how likely an event is on a pair of states."""
