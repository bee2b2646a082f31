"""How a layer is written: expressions, sizes, shapes, facts."""
