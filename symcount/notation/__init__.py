"""How an expression is shown: text, speech, LaTeX, MathML, SVG, closed form."""
