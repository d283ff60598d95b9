"""What ogi-audit is made of: the lock, its licences, its known vulnerabilities, its bill of materials."""
