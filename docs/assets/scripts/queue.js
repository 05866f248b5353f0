// The queue of decisions on a manager's page: fields that filter it, a mark on each case that is decided here, and how
// many are. Without this script the whole queue is seen, with what is on file.
//
// What the markup needs:
//   <form data-sc-queue="2026-11-16">                  the fields rep, why and status; the day of the review
//   <details class="sc-case" id data-sc-rep data-sc-why="review check-id">   a case, with whose it is and why it waits
//   <p class="sc-case sc-decided" …>                   one that is decided on file
//   <progress>                                         beside a <b> that says the same
//
// A mark is the reader's own note until the site is built again: it lasts as long as the tab.
(() => {
  const form = document.querySelector("form[data-sc-queue]");
  if (!form) return;
  const cases = [...document.querySelectorAll(".sc-case")];
  const progress = document.querySelector(".sc-progress progress");
  const onFile = progress.value;
  const key = `sc-decided ${location.pathname} ${form.dataset.scQueue}`;
  const written = (number) => number.toLocaleString(document.documentElement.lang || "en");
  const marked = new Set(kept());

  // A browser may keep nothing for a page from a folder.
  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }
  function keep() {
    try {
      sessionStorage.setItem(key, JSON.stringify([...marked]));
    } catch {
      // The marks last until the page is left.
    }
  }

  function isDecided(each) {
    return each.classList.contains("sc-decided") || marked.has(each.id);
  }
  function passes(each) {
    const [rep, why, status] = ["rep", "why", "status"].map((name) => form.elements[name].value);
    return (
      (!rep || each.dataset.scRep === rep) &&
      (!why || each.dataset.scWhy.split(" ").includes(why)) &&
      (!status || (status === "decided") === isDecided(each))
    );
  }

  function show() {
    for (const each of cases) each.hidden = !passes(each);
    const shown = cases.filter((each) => !each.hidden).length;
    const isSet = [...form.elements].some((field) => field.name && field.value);
    form.querySelector("[role=status]").textContent = isSet ? `${written(shown)} of ${written(cases.length)} shown` : "";
    form.querySelector("[type=reset]").hidden = !isSet;
  }
  function count() {
    progress.value = onFile + cases.filter((each) => marked.has(each.id)).length;
    progress.parentElement.querySelector("b").textContent = `${written(progress.value)} of ${written(progress.max)}`;
  }

  function mark(each, is) {
    if (is) marked.add(each.id);
    else marked.delete(each.id);
    each.querySelector(".sc-tag-decided").hidden = !is;
    each.querySelector("input[data-sc-mark]").checked = is;
  }
  function addMark(each) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", autocomplete: "off" });
    const label = document.createElement("label");
    box.dataset.scMark = "";
    label.className = "sc-mark-decided";
    label.append(box, " Decided");
    each.querySelector(".sc-ready").append(label);
    each.querySelector(".sc-whose").append(" ", Object.assign(document.createElement("span"), {
      className: "sc-tag sc-tag-decided sc-marked-fine",
      textContent: "decided",
    }));
    box.addEventListener("change", () => change(each, box.checked));
    // What is complete and copied is decided.
    each.querySelector(".sc-ready").addEventListener("click", (event) => {
      if (event.target.closest(".sc-copy > button") && "complete" in event.currentTarget.dataset) change(each, true);
    });
    mark(each, marked.has(each.id));
  }
  // The case stays in view while the reader is at it, whatever the fields say.
  function change(each, is) {
    mark(each, is);
    keep();
    count();
  }

  function changed() {
    show();
    fieldsToAddress(form);
  }
  function restore() {
    fieldsFromAddress(form);
    show();
  }
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("popstate", restore);
  cases.filter((each) => each.id).forEach(addMark);
  restore();
  count();
  form.hidden = false;
  // The fields have moved what the address points to.
  document.querySelector(".sc-case:target")?.scrollIntoView();
})();
