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
const PLAIN = new Set(["ruling", "review_on", "weighed", "who", "by"]);

function inYaml(field, value) {
  if (PLAIN.has(field)) return value;
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

// The words that the text offers for a field, as "# account, territory, both or none" does; nothing is chosen.
function choice(lines, field) {
  const offered = lines.map((line) => line.match(`^[ -]*${field}: # (?:[^:]*: )?(.+)$`)).find(Boolean)?.[1] ?? "";
  const words = offered.split(/, | or /).filter(Boolean);
  return element("select", { autocomplete: "off" }, ...["", ...words].map((word) => new Option(word)));
}

function rulingForm(part, place) {
  const text = part.querySelector("pre");
  const lines = text.textContent.split("\n");
  const on = (text.textContent.match(/^ *on: (.+)$/m) || [])[1];
  const choices = RULINGS.map((each) => radio(`sc-ruling-${place}`, each));
  const fields = {
    reason: element("textarea", { rows: 2, maxLength: 4000 }),
    weighed: choice(lines, "weighed"),
    what: element("textarea", { rows: 2, maxLength: 4000 }),
    who: choice(lines, "who"),
    by: element("input", { type: "date", min: on, max: "9999-12-31" }),
    no_action: element("textarea", { rows: 1, maxLength: 4000 }),
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
    if (!values.what && !values.no_action) open.push("what to do, or why nothing");
    else if (values.what && values.no_action) open.push("what to do, or why nothing: one of the two");
    else if (values.what && !(values.who && values.by)) open.push("who, and by when");
    why.textContent = capital(needs?.reason ?? (needs ? "reason (may stay blank)" : "reason"));
    missing.textContent = open.length ? `Still to say: ${open.join(", ")}.` : "Complete. Copy it.";
    text.textContent = completed(lines, values);
  }

  const form = element("div", { className: "sc-form" },
    element("fieldset", {}, element("legend", { textContent: "Your ruling" }), ...choices),
    element("label", {}, why, fields.reason),
    element("label", {}, element("span", { textContent: "Plan weighed" }), fields.weighed),
    element("label", {}, element("span", { textContent: "What to do" }), fields.what),
    element("label", {}, element("span", { textContent: "Who" }), fields.who),
    element("label", {}, element("span", { textContent: "By when" }), fields.by),
    element("label", {}, element("span", { textContent: "Or why nothing is to be done" }), fields.no_action),
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
