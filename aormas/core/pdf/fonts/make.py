"""Cut the bundled fonts from the Liberation originals: `python aormas/core/pdf/fonts/make.py FOLDER` (needs fonttools).

The cut keeps what Indonesian letters and names can hold (Latin with all its accents, Vietnamese, punctuation,
currency) and drops hints and layout tables, which a PDF does not use. The licence reserves the name of the original
for the original, so the cut is called Aormas Serif and Aormas Sans.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SINGLE = (0x02BB, 0x02BC, 0x20AC, 0x2116, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A1)
RANGES = ((0x20, 0x7F), (0xA0, 0x250), (0x1E00, 0x1F00), (0x2010, 0x2028), (0x2030, 0x203B))
FACES = {
    "serif-regular": ("LiberationSerif-Regular", "Aormas Serif", "Regular"),
    "serif-bold": ("LiberationSerif-Bold", "Aormas Serif", "Bold"),
    "sans-regular": ("LiberationSans-Regular", "Aormas Sans", "Regular"),
    "sans-bold": ("LiberationSans-Bold", "Aormas Sans", "Bold"),
}


def characters() -> list[int]:
    """List the code points that stay."""
    return [point for start, stop in RANGES for point in range(start, stop)] + list(SINGLE)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the cut its own name; copyright and licence records stay."""
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: f"{full} {font['name'].getDebugName(5)}", 4: full, 6: full.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID not in (0, 5, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def cut(original: Path, family: str, style: str) -> TTFont:
    """Return the font with only the wanted characters."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "kern", "FFTM", "gasp"]
    font = TTFont(original, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    rename(font, family, style)
    return font


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2")
    for name, (source, family, style) in FACES.items():
        cut(folder / f"{source}.ttf", family, style).save(HERE / f"{name}.ttf")
