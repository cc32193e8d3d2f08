"""Events and claims of a period to a digest."""
def digest(*a, **k): raise NotImplementedError
to_html = to_json = to_markdown = digest
