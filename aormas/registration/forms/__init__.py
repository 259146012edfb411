"""Shape and wording of what people type about services and cases."""
