"""What in a PDF can act: scripts, programs, forms that send themselves, attachments. Found everywhere, then taken out.

Every dictionary of the file is looked at, reachable or not, so it does not matter what would start an action.
Action types: ISO 32000-2, table 201; annotation types: table 171.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# Left: GoTo, GoToDp, Named, Hide, ResetForm, SetOCGState, Trans, and URI to the addresses below.
HOSTILE_ACTIONS = frozenset(
    [
        "/GoToR",
        "/GoToE",
        "/Launch",
        "/Thread",
        "/Sound",
        "/Movie",
        "/SubmitForm",
        "/ImportData",
        "/JavaScript",
        "/Rendition",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
HOSTILE_ANNOTATIONS = frozenset(["/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"])
ADDRESSES = ("http://", "https://", "mailto:", "tel:", "#")
ROOT_KEYS = ("/OpenAction", "/AA", "/AF", "/URI", "/Collection", "/Requirements")
NAME_TREES = ("/JavaScript", "/EmbeddedFiles", "/Renditions")


def is_signed(pdf: Pdf) -> bool:
    """Whether some dictionary is an electronic signature over bytes of the file (valid or not)."""
    return any("/ByteRange" in thing and "/Contents" in thing for thing in dictionaries(pdf))


def find(pdf: Pdf) -> set[str]:
    """Return the names of what can act in the file; opening at a page and plain links are no danger."""
    found = {danger for thing in dictionaries(pdf) if (danger := _danger(thing))}
    found.update(tree for tree in NAME_TREES if _filled(_names(pdf).get(tree)))
    return found


def take_out(pdf: Pdf) -> None:
    """Remove everything that can act, and what goes with it; pages look as before."""
    for key in ROOT_KEYS:
        _drop(pdf.Root, key)
    for tree in NAME_TREES:
        _drop(_names(pdf), tree)
    for page in pdf.pages:
        _drop_annotations(page.obj)
    for thing in dictionaries(pdf):
        _disarm(thing)


def dictionaries(pdf: Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of the file, those inside other objects too."""
    for top in pdf.objects:
        waiting: list[Any] = [top]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, Dictionary | Stream):
                yield thing
                waiting += [inner for inner in _values(thing) if _inside(inner)]
            elif isinstance(thing, Array):
                waiting += [inner for inner in thing.as_list() if _inside(inner)]


def _values(thing: Any) -> list[Any]:
    return list(thing.as_dict().values() if isinstance(thing, Dictionary) else thing.stream_dict.as_dict().values())


def _inside(thing: Any) -> bool:
    """Whether a value must be looked into here: not when it is an object of its own, which is met by itself."""
    return isinstance(thing, Object) and not thing.is_indirect and isinstance(thing, Array | Dictionary)


def _danger(thing: Any) -> str:
    """Return the name of what a dictionary can do, or ""."""
    kind = _name(thing.get("/S"))
    if kind in HOSTILE_ACTIONS:
        return kind
    if kind == "/URI" and not str(thing.get("/URI", "")).strip().lower().startswith(ADDRESSES):
        return "/URI"
    if "/Rect" in thing and _name(thing.get("/Subtype")) in HOSTILE_ANNOTATIONS:
        return _name(thing.get("/Subtype"))
    if "/XFA" in thing and ("/Fields" in thing or "/DR" in thing or "/DA" in thing):
        return "/XFA"
    return "/EF" if _holds_files(thing) or _is_outside(thing) else ""


def _disarm(thing: Any) -> None:
    """Empty a dictionary that can act; take the keys that start actions out of any other."""
    danger = _danger(thing)
    if danger == "/XFA":
        _drop(thing, "/XFA")
    elif danger == "/EF":
        for key in ("/EF", "/RF") if _holds_files(thing) else ("/F", "/FFilter", "/FDecodeParms"):
            _drop(thing, key)
    elif danger:
        for key in list(thing.keys()):
            _drop(thing, key)
    elif any(key in thing for key in ("/Type", "/Subtype", "/FT", "/T", "/Parent", "/Kids")):
        _drop(thing, "/AA")
        _drop(thing, "/AF")


def _holds_files(thing: Any) -> bool:
    """Whether a dictionary is a file specification with the file itself (not a list of fonts, one of them named EF)."""
    files = thing.get("/EF")
    return isinstance(files, Dictionary) and "/Type" not in files


def _is_outside(thing: Any) -> bool:
    """Whether a stream takes its content from another file."""
    return isinstance(thing, Stream) and "/F" in thing


def _drop_annotations(page: Any) -> None:
    annotations = page.get("/Annots")
    if isinstance(annotations, Array):
        kept = [note for note in annotations.as_list() if not _is_hostile_note(note)]
        if len(kept) < len(annotations):
            page.Annots = Array(kept)


def _is_hostile_note(note: Any) -> bool:
    return not isinstance(note, Dictionary) or _name(note.get("/Subtype")) in HOSTILE_ANNOTATIONS


def _names(pdf: Pdf) -> Any:
    names = pdf.Root.get("/Names")
    return names if isinstance(names, Dictionary) else Dictionary()


def _filled(tree: Any) -> bool:
    return isinstance(tree, Dictionary) and any(len(tree.get(key, [])) for key in ("/Names", "/Kids"))


def _name(thing: Any) -> str:
    return str(thing) if isinstance(thing, Name) else ""


def _drop(thing: Any, key: str) -> None:
    if key in thing:
        del thing[key]
