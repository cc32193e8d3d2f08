"""What is known before reading: ontology, gazetteer, lexicon, scales."""
