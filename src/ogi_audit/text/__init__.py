"""Text as such: its normal form, with the marks that stand at figures and words apart."""
