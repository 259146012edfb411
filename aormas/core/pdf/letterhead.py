"""The head of the office's paper: arms, government, agency, address, double line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from flask import current_app

from aormas.core.files.store import ContentMissing, Store
from aormas.core.office import office
from aormas.core.pdf.sheet import Sheet

ARMS_WIDTH, ARMS_HEIGHT = 20.0, 25.0
ARMS_PIXELS = (200, 250)  # 254 dpi: sharp in print, light in the file


@dataclass(frozen=True)
class Letterhead:
    """What stands at the head of the paper; `arms` is a PNG or JPEG."""

    government: str
    agency: str
    address: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    website: str = ""
    arms: bytes | None = None

    def contact(self) -> str:
        """Return phone, e-mail and site in one line; what is not known is left out."""
        known = (("Telepon", self.phone), ("Pos-el", self.email), ("Laman", self.website))
        return ", ".join(f"{label} {value}" for label, value in known if value)

    def where(self) -> str:
        """Return address and postcode in one line; a postcode that the address already holds is not repeated."""
        return self.address if self.postcode in self.address else f"{self.address} {self.postcode}".strip()


def office_letterhead() -> Letterhead:
    """Return the head of the office's paper, with its logo as the arms."""
    row = office()
    return Letterhead(
        row.government, row.agency, row.address, phone=row.phone, email=row.email, postcode=row.postcode, arms=_arms()
    )


def _arms() -> bytes | None:
    store: Store = current_app.extensions["aormas_files"]
    try:
        with store.open(office().logo_sha256 or "0" * 64) as file:
            return file.read()
    except ContentMissing:
        return None


def draw_letterhead(sheet: Sheet, head: Letterhead) -> None:
    """Draw the letterhead at the top of the page and leave the cursor below its double line."""
    top = sheet.y = min(sheet.y, 14.0)
    indent = ARMS_WIDTH + 4 if head.arms else 0.0
    if head.arms:
        sheet.image(_light(head.arms), sheet.left, top, width=ARMS_WIDTH, height=ARMS_HEIGHT)
    for text, size, bold in _lines(head):
        for line in sheet.wrapped(text, sheet.width - indent, size=size, bold=bold):
            sheet.line(line, sheet.left + indent, sheet.width - indent, align="center", size=size, bold=bold)
    under = max(sheet.y + 2, top + ARMS_HEIGHT + 2 if head.arms else 0.0)
    sheet.rule(sheet.left, under, sheet.right, thickness=0.9)
    sheet.rule(sheet.left, under + 1.1, sheet.right, thickness=0.25)
    sheet.y = under + 7


def _lines(head: Letterhead) -> list[tuple[str, float, bool]]:
    wanted = [
        (head.government.upper(), 13.0, False),
        (head.agency.upper(), 15.0, True),
        (head.where(), 9.5, False),
        (head.contact(), 9.5, False),
    ]
    return [line for line in wanted if line[0]]


@lru_cache(maxsize=4)
def _light(picture: bytes) -> bytes:
    """Return the arms small, on white, with few colours: kilobytes instead of the megabytes that offices upload."""
    from PIL import Image

    with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as source:
        image = source.convert("RGBA")
    image.thumbnail((ARMS_PIXELS[0] * 4, ARMS_PIXELS[1] * 4))
    image.thumbnail(ARMS_PIXELS, Image.Resampling.LANCZOS)
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    out = BytesIO()
    flat.quantize(48, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()
