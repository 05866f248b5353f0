// A form above each ruling that is ready to be copied: what the manager chooses and writes goes into the text. Nothing
// is chosen beforehand. Without this script the text is completed by hand.
// What can be ruled, each with its meaning and what it needs besides, stands in the page.
const RULINGS = JSON.parse(document.querySelector("[data-sc-rulings]")?.dataset.scRulings ?? "[]");
const CALLED = { ruling: "your ruling", reason: "why", review_on: "a day to look again" };

function element(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

// A JSON string is YAML, once what YAML does not hold as it is stands there as a code.
function inYaml(field, value) {
  if (field === "ruling" || field === "review_on") return value;
  return JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// Each line that ends in a comment waits for a value; one that has none keeps its comment.
function completed(lines, values) {
  return lines.map((line) => {
    const [all, head, field] = line.match(/^([ -]*(\w+): )# /) || [];
    return all && values[field] ? head + inYaml(field, values[field]) : line;
  }).join("\n");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function radio(group, { word, meaning }) {
  const input = element("input", { type: "radio", name: group, value: word, autocomplete: "off" });
  return element("label", {}, input, element("span", {}, element("b", { textContent: word }), ` ${capital(meaning)}.`));
}

function rulingForm(part, place) {
  const text = part.querySelector("pre");
  const lines = text.textContent.split("\n");
  const on = (text.textContent.match(/^ *on: (.+)$/m) || [])[1];
  const choices = RULINGS.map((each) => radio(`sc-ruling-${place}`, each));
  const fields = {
    reason: element("textarea", { rows: 2, maxLength: 4000 }),
    course_of_action: element("textarea", { rows: 2, maxLength: 4000 }),
    review_on: element("input", { type: "date", min: dayAfter(on), max: "9999-12-31" }),
  };
  const why = element("span", { textContent: "Reason" });
  const missing = element("p", { className: "sc-note" });
  missing.setAttribute("aria-live", "polite");

  function write() {
    const chosen = choices.map((each) => each.firstChild).find((each) => each.checked);
    const values = { ruling: chosen?.value };
    for (const [field, input] of Object.entries(fields)) values[field] = input.validity.valid && input.value.trim();
    const needs = RULINGS.find(({ word }) => word === values.ruling)?.needs;
    const open = ["ruling", ...Object.keys(needs ?? {})].filter((field) => !values[field]).map((field) => CALLED[field]);
    if (!fields.review_on.validity.valid) open.push(`a day after ${on}`);
    why.textContent = capital(needs?.reason ?? (needs ? "reason (may stay blank)" : "reason"));
    missing.textContent = open.length ? `Still to say: ${open.join(", ")}.` : "Complete. Copy it.";
    text.textContent = completed(lines, values);
  }

  const form = element("div", { className: "sc-form" },
    element("fieldset", {}, element("legend", { textContent: "Your ruling" }), ...choices),
    element("label", {}, why, fields.reason),
    element("label", {}, element("span", { textContent: "What to do" }), fields.course_of_action),
    element("label", {}, element("span", { textContent: "Look again on" }), fields.review_on),
    missing);
  form.addEventListener("input", write);
  write();
  text.parentElement.before(form);
}

function dayAfter(day) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
document.querySelectorAll("section.sc-ready").forEach(rulingForm);
