"""The sample reports of data/: made-up agencies, sentences of our own, and the faults on purpose."""
