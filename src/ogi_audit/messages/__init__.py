"""Every word that the package says to a reader, in both languages: the one catalogue.

The form's own labels are in `ogi_audit.form`, what the rules say in ``expectations/suites/``.
"""
