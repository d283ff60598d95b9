"""That no text makes reading slow: every pattern in use on the text it is worst at, every loop likewise."""
