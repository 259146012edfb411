"""Where the tiles of a map stand: a rough picture of the districts, north at the top. Pure."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 124, 68, 6
PER_ROW = 3  # of a city whose map nobody has drawn yet: by code, row after row
DRAWN = {  # region code → (column, row); half columns are allowed
    "35.74.03": (1.25, 0), "35.74.01": (0, 1), "35.74.04": (1, 1), "35.74.05": (0.5, 2), "35.74.02": (1.5, 2),
}  # fmt: skip
FAINTEST, STRONGEST = 0.05, 0.3  # of the tint; words on it stay readable, light and dark


@dataclass(frozen=True)
class Tile:
    """One district on the map: its place in pixels and how strongly it is tinted (0–1)."""

    name: str
    count: int
    url: str
    x: int
    y: int
    tint: float


def layout(rows: list[tuple[str, str, int, str]]) -> tuple[list[Tile], int, int]:
    """Return the tiles of (code, name, count, address) with the map's width and height."""
    drawn = {code for code, *_ in rows} <= set(DRAWN)
    counts = [count for _, _, count, _ in rows]
    least, span = min(counts, default=0), (max(counts, default=0) - min(counts, default=0)) or 1
    tiles = []
    for position, (code, name, count, url) in enumerate(rows):
        column, row = DRAWN[code] if drawn else (position % PER_ROW, position // PER_ROW)
        tint = FAINTEST + (STRONGEST - FAINTEST) * (count - least) / span
        tiles.append(
            Tile(name, count, url, round(column * (WIDTH + GAP)) + 1, row * (HEIGHT + GAP) + 1, round(tint, 2))
        )
    width, height = max((t.x for t in tiles), default=0) + WIDTH + 1, max((t.y for t in tiles), default=0) + HEIGHT + 1
    return tiles, width, height
