"""Why a file is not accepted, and what the person can do about it."""

from __future__ import annotations

from aormas.core.errors import Invalid

# Message ids; the catalogue has them in Indonesian. "code:detail" comes before "code".
MESSAGES = {
    "empty": "The file is empty. Choose the file again, or take the photo again.",
    "unknown_kind": (
        "Only PDF files and photos (JPEG, PNG, WebP) are accepted. Take a photo of the paper, or save it as PDF."
    ),
    "unknown_kind:office": "Word, Excel and ZIP files are not accepted. Save the document as PDF, then send the PDF.",
    "unknown_kind:heic": (
        "This iPhone photo format (HEIC) is not accepted. Take a screenshot of the photo, or choose Most Compatible "
        "under Settings, Camera, Formats and take it again."
    ),
    "unknown_kind:video": "This is a video. Only PDF files and photos are accepted; take a photo of the paper.",
    "no_photo": "This is no photo. Choose a photo (JPEG, PNG or WebP) from the gallery, or take one.",
    "no_photo:video": "This is a video. Videos are not accepted; choose a photo of the activity.",
    "no_photo:pdf": "This is a PDF. Choose a photo of the activity; papers have their own place.",
    "no_photo:office": "This is a document. Choose a photo of the activity; papers have their own place.",
    "no_photo:heic": (
        "This iPhone photo format (HEIC) is not accepted. Take a screenshot of the photo, or choose Most Compatible "
        "under Settings, Camera, Formats and take it again."
    ),
    "too_large:photo": "The photo is larger than 10 MB. Send it in lower quality, or take it again with a smaller size.",
    "too_large": (
        "The file is too large: at most 10 MB for each file. Send a photo of the paper, or scan it in lower quality."
    ),
    "too_many_files": "At most 20 files make one paper. Send only the pages that are asked for.",
    "too_many_pages": "The paper has more than 200 pages. Send only the pages that are asked for.",
    "damaged": "The file is damaged and cannot be opened. Send it again, or take a new photo of the paper.",
    "encrypted": "The PDF is locked with a password. Save a copy without password, or send photos of its pages.",
    "bomb": (
        "The file unpacks to more than can be handled. Send an ordinary photo of the paper, or print it to a new PDF."
    ),
    "active": (
        "The signed PDF contains scripts, attachments or programs. Ask its issuer for a plain PDF, "
        "or send photos of its pages."
    ),
    "signed_with_others": (
        "A PDF with an electronic signature is kept exactly as it is and cannot be joined with other files. "
        "Send it alone."
    ),
    "timeout": "The file took too long to open. Send photos of its pages, or print it to a new PDF.",
    "busy": "Many files are being received right now. Nothing of yours is lost; send this file again in a minute.",
}
NOT_STORED = "The file could not be stored just now. What you filled in is kept; try again in a few minutes."


class Refused(Invalid):
    """A file that cannot be taken: `code` is a key of `MESSAGES`, `detail` says more for the log.

    `message` is the sentence (an English message id); `source` is the place of the guilty file among those that were
    sent together (from 0), where one is guilty.
    """

    def __init__(self, code: str, detail: str = "", source: int | None = None) -> None:
        super().__init__(MESSAGES.get(f"{code}:{detail}") or MESSAGES[code])
        self.code, self.detail, self.source = code, detail, source
