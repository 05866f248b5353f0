// A form above each ruling that is ready to be copied: what the manager chooses and writes goes into the command and the
// YAML. Nothing is chosen beforehand. Without this script both are completed by hand.
// What can be ruled, each with its meaning and what it needs besides, stands in the page.
const RULINGS = JSON.parse(document.querySelector("[data-sc-rulings]")?.dataset.scRulings ?? "[]");
const CALLED = { ruling: "ruling", reason: "reason", review_on: "review day" };

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

// The options of the command for what is filled in; what is still missing stands there in capitals.
const OPTIONS = [
  ["ruling", "--ruling", "WORD"],
  ["reason", "--reason", "WHY"],
  ["weighed", "--weighed"],
  ["what", "--course-of-action", "WHAT"],
  ["who", "--action-who"],
  ["by", "--action-by"],
  ["no_action", "--no-action"],
  ["review_on", "--review-on", "DAY"],
];

function inShell(value) {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function asCommand(begin, values, missing) {
  const given = OPTIONS.flatMap(([field, option, none]) => {
    if (values[field]) return [option, inShell(values[field])];
    return missing.has(field) ? [option, none] : [];
  });
  return [begin, ...given].join(" ");
}

function radio(group, { word, meaning }) {
  const input = element("input", { type: "radio", name: group, value: word, autocomplete: "off" });
  return element("label", { title: capital(meaning) }, input, element("b", { textContent: word }));
}

// The words that the text offers for a field, as "# account, territory, both or none" does; nothing is chosen.
function choice(lines, field) {
  const offered = lines.map((line) => line.match(`^[ -]*${field}: # (?:[^:]*: )?(.+)$`)).find(Boolean)?.[1] ?? "";
  const words = offered.split(/, | or /).filter(Boolean);
  return element("select", { autocomplete: "off" }, ...["", ...words].map((word) => new Option(word)));
}

function rulingForm(part, place) {
  const text = part.querySelector("pre.sc-lines");
  const command = part.querySelector("pre.sc-command");
  const begin = command.textContent.slice(0, command.textContent.lastIndexOf(" --ruling WORD"));
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
    const { needs, meaning } = RULINGS.find(({ word }) => word === values.ruling) ?? {};
    const open = ["ruling", ...Object.keys(needs ?? {})].filter((field) => !values[field]).map((field) => CALLED[field]);
    if (!fields.review_on.validity.valid) open.push(`a day after ${on}`);
    if (!values.what && !values.no_action) open.push("an action, or why none");
    else if (values.what && values.no_action) open.push("an action or why none, not both");
    else if (values.what && !(values.who && values.by)) open.push("owner and due date");
    why.textContent = capital(needs?.reason ?? (needs ? "reason (may stay blank)" : "reason"));
    const about = meaning ? `${capital(values.ruling)}: ${meaning}. ` : "";
    missing.textContent = about + (open.length ? `Missing: ${open.join(", ")}.` : "Complete.");
    part.toggleAttribute("data-complete", !open.length);
    text.textContent = completed(lines, values);
    const unsaid = new Set(["ruling", ...Object.keys(needs ?? { reason: "" })]);
    if (!values.no_action) unsaid.add("what");
    command.textContent = asCommand(begin, values, unsaid);
  }

  const form = element("div", { className: "sc-form" },
    element("fieldset", {}, element("legend", { textContent: "Ruling" }), ...choices),
    element("label", {}, why, fields.reason),
    element("label", {}, element("span", { textContent: "Plan weighed" }), fields.weighed),
    element("label", {}, element("span", { textContent: "Action" }), fields.what),
    element("label", {}, element("span", { textContent: "Owner" }), fields.who),
    element("label", {}, element("span", { textContent: "Due" }), fields.by),
    element("label", {}, element("span", { textContent: "No action, because" }), fields.no_action),
    element("label", {}, element("span", { textContent: "Review on" }), fields.review_on),
    missing);
  // Nothing is missing before anything is said.
  form.addEventListener("input", write);
  command.parentElement.before(form);
}

function dayAfter(day) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
document.querySelectorAll("section.sc-ready").forEach(rulingForm);
