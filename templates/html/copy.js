// Copied formulas become the plain lines that were proven, instead of one sign a line.
document.addEventListener("copy", (event) => {
  const chosen = getSelection();
  if (!chosen.rangeCount || !event.clipboardData) return;
  const part = chosen.getRangeAt(0).cloneContents();
  const rows = part.querySelectorAll("[data-plain]");
  if (!rows.length) return;
  for (const row of rows) {
    const line = document.createElement("p");
    line.textContent = row.dataset.plain;
    row.replaceWith(line);
  }
  const box = document.createElement("div");
  box.append(part);
  document.body.append(box);
  event.clipboardData.setData("text/plain", box.innerText);
  box.remove();
  event.preventDefault();
});
