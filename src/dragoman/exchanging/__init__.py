"""Other people's formats: their event data in, our claims and events out."""
