"""The register at the desk."""

from aormas.organizations.desk import (  # noqa: F401
    doubles,
    entry,
    exporting,
    file,
    import_choices,
    import_rows,
    imports,
    reconciling,
    register,
    status,
    watching,
)
from aormas.organizations.desk.face import bp

__all__ = ["bp"]
