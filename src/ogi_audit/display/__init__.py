"""What an audit looks like: text for a terminal, tables and lists for notebooks."""
