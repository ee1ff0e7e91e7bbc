"""What an office program makes of one Word file: the same words in the same order from .docx, .odt and .rtf."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from qualcode.readers import read
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["footnotes", "endnotes", "tables", "merged_cells", "text-box", "comments", "google_docs", "symbols", "nested_paragraphs",
         "libreoffice_conversion", "paragraphs_and_tables", "soft_line_breaks", "blk-paras-and-tables"]  # fmt: skip


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_a_converted_file_holds_the_same_words(suffix: str, tmp_path: Path) -> None:
    files = [shared_data(f"hard/docx/{name}.docx") for name in FILES]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", suffix, "--outdir", str(tmp_path),
         *map(str, files)], check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    different = [
        file.name for file in files if read(tmp_path / f"{file.stem}.{suffix}").text.split() != read(file).text.split()
    ]
    assert different == []
