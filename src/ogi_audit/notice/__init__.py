"""The notice of rectification: what an audit found, as an official letter to the agency (DOCX)."""
