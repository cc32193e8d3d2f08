"""Other people's event data, read into Parquet of one shape."""
