"""Output folders made without a run, and what is in one."""
