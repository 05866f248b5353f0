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

// A button on each rep's 1:1 sheet that prints that sheet alone, and one that prints them all, a page each.
function printAlone(sections) {
  const shut = sections.map((each) => each.querySelector(".sc-sheet")).filter((sheet) => !sheet.open);
  document.documentElement.classList.add("sc-alone");
  for (const each of sections) each.classList.add("sc-this");
  for (const sheet of shut) sheet.open = true;
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("sc-alone");
    for (const each of sections) each.classList.remove("sc-this");
    for (const sheet of shut) sheet.open = false;
  }, { once: true });
  print();
}
document.querySelectorAll("[data-sc-sheets]").forEach((list) => {
  const reps = [...list.querySelectorAll(".sc-rep")];
  const add = (words, sections, before) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, className: "sc-print" });
    button.addEventListener("click", () => printAlone(sections));
    before.before(button);
  };
  for (const rep of reps) add(list.dataset.scSheets, [rep], rep.querySelector(".sc-sheet"));
  if (reps.length > 1) add("Print 1:1 sheets", reps, reps[0]);
});
