// A button beside what is ready to be copied: a file's lines, or words to say.  Without this script the text can be
// selected as any other.
function copyButton(box) {
  const text = box.querySelector("pre, blockquote.sc-words");
  if (!text) return;
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = "Copy";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    for (const other of document.querySelectorAll(".sc-copy > [role=status]")) other.textContent = "";
    said.textContent = (await copied(text)) ? "Copied" : "Selected: copy it with the keyboard";
  });
  box.append(button, said);
}

// Where the browser keeps its clipboard from a page, as it may from a folder, the text is selected and copied from there.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  }
}
document.querySelectorAll(".sc-copy").forEach(copyButton);
