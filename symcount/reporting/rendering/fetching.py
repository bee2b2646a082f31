"""What a PDF may read while it is made: data: addresses, and files of the template folders by template: addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from symcount.core.errors import InputError, shown


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
    """Serves `data:` and `template:NAME`, refuses all else, and never reaches for the network."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        scheme, _, rest = url.partition(":")
        if scheme.lower() == "data":
            return super().fetch(url, headers)
        if scheme.lower() != "template":
            raise InputError(f"a template may read data: and template: addresses only, not {shown(url)!r}")
        return URLFetcherResponse(url, self._file(unquote(rest)).read_bytes())

    def _file(self, name: str) -> Path:
        for folder in self.folders:
            file = (folder / name).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
        raise InputError(f"no template folder has a file {shown(name)!r}")
