"""Hands the pages that are made from the code to MkDocs; none of them is ever written into the project."""

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))

from pages import pages


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the page of every stage and pack into the menu."""
    for title, folder in (("Stages", "stages/"), ("Rules", "rules/")):
        menu = next(entry[title] for entry in config.nav or [] if title in entry)
        menu += [page.path for page in pages() if page.path.startswith(folder) and page.path not in menu]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for page in pages():
        files.append(File.generated(config, page.path, content=page.text))
    return files
