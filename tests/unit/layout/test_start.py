"""The layout engine is loaded without a search, and without what it seldom needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from octavo.core.libraries import WEASYPRINT

ROOT = Path(__file__).parents[3]
START = "from octavo.layout.engine_start import load_engine\nload_engine()\nimport sys\n"
PAGE = "weasyprint.HTML(string='<p>Low water').write_pdf()"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


WATCH = """
import sys
from pathlib import Path
def watch(event, details):
    if event == "subprocess.Popen":
        raise SystemExit(f"a process was started: {details[1]}")
sys.addaudithook(watch)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the search starts no process")
def test_no_other_program_is_run():
    run(WATCH + START + f"import weasyprint\n{PAGE}")


def test_what_cuts_fonts_is_loaded_when_it_is_called():
    code = START + (
        "import weasyprint\n"
        "assert 'fontTools.subset' not in sys.modules\n"
        "from weasyprint.pdf import fonts\n"
        "fonts.harfbuzz_subset = None\n"
        f"pdf = {PAGE}\n"
        "assert 'fontTools.subset' in sys.modules\n"
        "print(len(pdf))\n"
    )
    assert int(run(code)) > 1000


def test_others_get_the_modules_themselves():
    code = START + "from fontTools import subset\nassert subset.Options().glyph_names is False\n"
    run(code + "from fontTools.varLib.instancer import OverlapMode\n")


FAILS = """
import ctypes.util, sys
search, tries = ctypes.util.find_library, []
class Broken:
    def find_spec(self, name, *rest):
        if name == "weasyprint.text.ffi":
            tries.append(ctypes.util.find_library)
            if len(tries) <= {times}:
                raise OSError("no libpango")
sys.meta_path.insert(0, Broken())
"""


def test_where_the_names_are_others_the_search_is_made():
    run(FAILS.format(times=1) + START + "assert tries[0] is not search and tries[1] is search\n")


def test_a_library_that_is_missing_is_said():
    code = FAILS.format(times=9) + (
        "from octavo.layout.engine_start import load_engine\n"
        "try:\n    load_engine()\nexcept OSError as error:\n    print(error)\n"
    )
    assert "no libpango" in run(code)


OTHER = """
import weasyprint
weasyprint.__version__ = "71.0"
"""


def test_another_version_is_refused_in_a_line_with_its_remedy():
    code = OTHER + (
        "from octavo.core.errors import OctavoError\n"
        "from octavo.layout.layout_tasks import LoadEngine\n"
        "try:\n    LoadEngine().run()\nexcept OctavoError as error:\n    print(error)\n"
    )
    assert run(code) == (
        "Octavo sets pages with WeasyPrint 70.0, and 71.0 is installed."
        " Install that one: pip install weasyprint==70.0\n"
    )


def test_the_version_that_is_mended_is_the_one_that_is_installed_with_octavo():
    assert f'"weasyprint=={WEASYPRINT}"' in (ROOT / "pyproject.toml").read_text("utf-8")
