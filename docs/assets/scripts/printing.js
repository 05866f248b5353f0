// A button that prints the page. Without this script the browser's own menu does.
document.querySelectorAll("[data-print]").forEach((links) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = links.dataset.print;
  button.addEventListener("click", () => print());
  links.prepend(button, " ");
});

// The theme opens everything before it prints. This notes first what the reader left closed, and print.css keeps it so.
function noteClosed() {
  document.querySelectorAll(".sc details:not([open])").forEach((each) => each.classList.add("sc-shut"));
}
function forget() {
  document.querySelectorAll(".sc-shut").forEach((each) => each.classList.remove("sc-shut"));
}
addEventListener("beforeprint", noteClosed, { capture: true });
addEventListener("afterprint", forget);
