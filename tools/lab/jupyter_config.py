"""How `make lab` runs JupyterLab; the user's own settings stay in force beside it."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
c = get_config()  # noqa: F821 (Jupyter gives it)

# data/ and reports/ are within reach of the file browser and of links.
c.ServerApp.root_dir = str(HERE.parents[1])
# The addresses that are printed lead there too.
c.LabApp.default_url = "/lab/tree/notebooks/welcome.ipynb"
# A browser that is packed as a snap may not read the file that redirects to the token.
c.ServerApp.use_redirect_file = False
# In a container one is often root.
c.ServerApp.allow_root = True
# A file is sent in one message; the default of 10 MB would cut the connection without a word.
c.ServerApp.tornado_settings = {"websocket_max_message_size": 2**30}
# overrides.json: no question about news, nothing fetched from the network.
c.LabApp.app_settings_dir = str(HERE)
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
