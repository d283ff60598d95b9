"""ogi-audit: reproducible audits of the annual reports on open government information in China."""
