"""Many reports: rendering their audits, what sums them up, and whether they are what they say."""
