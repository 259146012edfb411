"""Shape and wording of what officers and organisations type about the register."""
