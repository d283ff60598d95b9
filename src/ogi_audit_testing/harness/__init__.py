"""The programs that tests drive: the command, a browser, a store, a cluster."""
