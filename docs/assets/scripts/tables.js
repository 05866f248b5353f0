// Tables that sort and filter. Without this script they are whole, and nothing of this is seen.
//
// What the markup needs:
//   <table data-sc-table="name">   a table that sorts, unless a row has more cells than the head, or fewer
//     data-sc-page="50"           shows so many rows at first, and the others on demand
//     data-sc-rows="open.rows.js" has more rows than the page, all of them in that file (rows.js)
//   <th data-sc-column="amount">   a column that sorts; its name stands in the address
//     data-sc-first="desc"         the first click puts the largest on top
//     data-sc-sum="EUR"            amounts in this currency, added up for the rows that are found
//   <td data-order="1200">         the value to sort by, where it is not the text: a number, or a day such as 2026-11-16;
//                                  empty where nobody has said. What is not known stands last both ways.
//   <form data-sc-for="name">      the fields that filter the table (templates/parts/table.md.j2): one form a page
//   <tr data-sc-keys="0 2,5 ">     for each select of the form but the one that sorts, which of its choices the row has
//
// The address holds what is set, so that a view can be sent as a link: ?stage=discover&text=clinic&sort=amount-desc.
// A table without a form has its name before the column: ?stages.sort=seen.
(() => {
  const LANGUAGE = document.documentElement.lang || "en";
  const MOST_DRAWN = 2500; // rows at a time: more would keep the reader waiting for seconds
  const collator = new Intl.Collator(LANGUAGE, { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const written = (number) => number.toLocaleString(LANGUAGE);

  // What a row is sorted by: a text as it stands in the cell, or what is given in its place; null is not known.
  function sortValue(value, isGiven) {
    if (value === "") return null;
    return isGiven && !isNaN(value) ? Number(value) : value;
  }

  function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
  }

  // Gives each value its place in order; equal ones have the same, and what is not known has none.
  function ranked(values) {
    const known = [...values.keys()].filter((at) => values[at] !== null).sort((a, b) => compare(values[a], values[b]));
    const ranks = new Array(values.length).fill(null);
    known.forEach((at, place) => {
      const before = known[place - 1];
      ranks[at] = place && !compare(values[before], values[at]) ? ranks[before] : place;
    });
    return ranks;
  }

  // What a table needs of its rows: these stand on the page. Those of a long table come from a file (rows.js).
  function rowsOfPage(table) {
    const rows = [...table.tBodies[0].rows];
    const keys = rows.map((row) => (row.dataset.scKeys ?? "").split(" ").map((key) => key.split(",")));
    const texts = rows.map((row) => plain([...row.cells].map((cell) => cell.textContent).join(" ")));
    const valueOf = ({ dataset, textContent }) => sortValue(dataset.order ?? textContent.trim(), "order" in dataset);
    return {
      count: rows.length,
      row: (at) => rows[at],
      valuesOf: (column) => rows.map((row) => valueOf(row.cells[column])),
      byRow: (_column, values) => values,
      // Tells which rows have every choice that is made, and every word that is typed.
      passing: (choices, words) => (at) =>
        choices.every(([place, key]) => keys[at][place]?.includes(key)) && words.every((word) => texts[at].includes(word)),
    };
  }

  // Shows the rows of a source: those that pass, in order, as many as asked for.
  function gridOf(table, source, page) {
    const [body] = table.tBodies;
    const heads = [...table.tHead.rows[0].cells];
    const all = Array.from({ length: source.count }, (_, at) => at);
    const ranks = new Map();
    let [passing, order, length, found] = [all, null, page, all];

    function nothing() {
      const row = document.createElement("tr");
      row.insertCell().append("Nothing fits. Clear the fields to see all.");
      row.cells[0].colSpan = heads.length;
      return row;
    }
    function ranksOf(column) {
      if (!ranks.has(column)) ranks.set(column, source.byRow(column, ranked(source.valuesOf(column))));
      return ranks.get(column);
    }
    // What nobody has said stands last both ways; equal rows stay as they were listed.
    function inOrder(rows) {
      if (!order) return rows;
      const [of, way] = [ranksOf(order.column), order.falling ? -1 : 1];
      return [...rows].sort((a, b) => (of[a] === null || of[b] === null ? (of[a] === null) - (of[b] === null) : way * (of[a] - of[b])));
    }
    const grid = {
      page,
      get length() {
        return length;
      },
      get end() {
        return length < 0 ? found.length : Math.min(length, found.length);
      },
      get found() {
        return found.length;
      },
      get rows() {
        return found;
      },
      total: source.count,
      drawn: () => {},
      filter(passes) {
        passing = all.filter(passes);
      },
      sort(column, falling) {
        order = column < 0 ? null : { column, falling };
        for (const [at, head] of heads.entries()) {
          if (at === column) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
          else head.removeAttribute("aria-sort");
        }
      },
      draw(rows = length) {
        length = rows;
        found = inOrder(passing);
        const rowsShown = found.slice(0, grid.end).map(source.row);
        // Rows that stay as they are need not be laid out again, which takes longer than all else.
        const areShown = rowsShown.length === body.rows.length && rowsShown.every((row, at) => row === body.rows[at]);
        if (!areShown) body.replaceChildren(...(rowsShown.length ? rowsShown : [nothing()]));
        grid.drawn();
      },
      // Draws up to a row, and shows it.
      reveal(row) {
        const place = found.indexOf(row);
        if (place >= grid.end) grid.draw(place + 1);
        if (place >= 0) source.row(row).scrollIntoView();
      },
    };
    return grid;
  }

  // Gives the choices that are made, as the select's place and the choice's, and the words that are typed.
  function wishes(form) {
    const selects = [...form.querySelectorAll("select:not([name=sort])")];
    const chosen = [...selects.entries()].filter(([, select]) => select.value);
    const words = plain(form.elements.text?.value ?? "").split(/\s+/).filter(Boolean);
    return [chosen.map(([place, select]) => [place, String(select.selectedIndex - 1)]), words];
  }

  // Fills the selects whose choices are too many for the page.
  function addChoices(form, choices) {
    for (const [name, all] of Object.entries(choices)) {
      for (const [value, text, occurs] of all) {
        const option = new Option(text, value);
        option.dir = "auto";
        option.hidden = !occurs;
        form.elements[name].add(option);
      }
    }
  }

  // Puts a button into each head that sorts, and the same choices into the select, for screens that show no heads.
  function sorters(table, select, change) {
    const heads = [...table.tHead.rows[0].cells];
    for (const head of heads.filter((each) => each.dataset.scColumn)) {
      const { scColumn: name, scFirst: first } = head.dataset;
      const words = head.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sc-sort";
      button.append(...head.childNodes);
      head.append(button);
      select.add(new Option(`${words} \u2191`, name));
      select.add(new Option(`${words} \u2193`, `${name}-desc`));
      const turns = first === "desc" ? [`${name}-desc`, name, ""] : [name, `${name}-desc`, ""];
      button.addEventListener("click", () => {
        select.value = turns[turns.indexOf(select.value) + 1] ?? turns[0];
        change();
      });
    }
    const names = heads.map((head) => head.dataset.scColumn);
    return () => {
      const [name, way] = select.value.split(/-(?=desc$)/);
      return [name ? names.indexOf(name) : -1, way === "desc"];
    };
  }

  // Names each filter that a link has set and for which there is no field; a click removes it.
  function chips(form, change) {
    const box = form.querySelector(".sc-chips");
    const hidden = [...form.querySelectorAll("label[hidden]")];
    return () =>
      box?.replaceChildren(
        ...hidden
          .map((label) => [label.firstElementChild.textContent, label.querySelector("select")])
          .filter(([, select]) => select.value)
          .map(([name, select]) => {
            const chip = document.createElement("button");
            chip.type = "button";
            chip.className = "sc-chip";
            chip.textContent = `${name}: ${select.selectedOptions[0].text}`;
            chip.addEventListener("click", () => {
              select.value = "";
              change();
              form.elements.text.focus();
            });
            return chip;
          }),
      );
  }

  // Offers the rows that are not drawn yet.
  function moreRows(table, grid) {
    const box = document.createElement("p");
    const [more, all] = [() => grid.length + grid.page, () => -1].map((rows) => {
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => grid.draw(rows()));
      box.append(button, " ");
      return button;
    });
    box.className = "sc-more-rows";
    table.closest(".sc-scroll").after(box);
    return () => {
      box.hidden = grid.end >= grid.found;
      all.hidden = grid.found > MOST_DRAWN;
      more.textContent = `Show ${written(Math.min(grid.page, grid.found - grid.end))} more`;
      all.textContent = `Show all ${written(grid.found)}`;
    };
  }

  // Adds up what the found rows hold in the column of amounts, and counts those of which nobody has said one.
  function sumTeller(table, source, grid) {
    const column = [...table.tHead.rows[0].cells].findIndex((head) => head.dataset.scSum);
    if (column < 0) return () => "";
    const { scSum: currency } = table.tHead.rows[0].cells[column].dataset;
    const amounts = source.byRow(column, source.valuesOf(column));
    const money = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency, maximumFractionDigits: 0 });
    return () => {
      const known = grid.rows.map((at) => amounts[at]).filter((amount) => amount !== null);
      const without = grid.found - known.length;
      const left = without ? ` (${written(without)} without an amount)` : "";
      return known.length ? ` \u00b7 ${money.format(known.reduce((sum, amount) => sum + amount, 0))}${left}` : "";
    };
  }

  function tellCount(form, grid, sum) {
    const status = form.querySelector("[role=status]");
    const reset = form.querySelector("[type=reset]");
    const first = grid.end < grid.found ? `, the first ${written(grid.end)}` : "";
    status.textContent = `${written(grid.found)} of ${written(grid.total)}${first} shown${sum()}`;
    reset.hidden = ![...form.elements].some((field) => field.name && field.value);
  }

  // Prints every row that fits, unless these are very many, and then shows again what was shown.
  function onPaper(grid) {
    let onScreen = grid.page;
    addEventListener("beforeprint", () => {
      onScreen = grid.length;
      if (grid.found <= MOST_DRAWN) grid.draw(-1);
    });
    addEventListener("afterprint", () => grid.draw(onScreen));
  }

  // Follows the address to a row that may not be drawn.
  function toRow(grid, source) {
    function follow() {
      const row = source.placeOf(location.hash.slice(1));
      if (row >= 0) grid.reveal(row);
    }
    addEventListener("hashchange", follow);
    follow();
  }

  function setUp(table, source) {
    const { scTable: name, scPage } = table.dataset;
    const grid = gridOf(table, source, Number(scPage) || (source.placeOf ? table.tBodies[0].rows.length : -1));
    const own = document.querySelector(`form[data-sc-for="${CSS.escape(name)}"]`);
    const form = own ?? document.createElement("form");
    if (!own) form.append(Object.assign(document.createElement("select"), { name: "sort" }));
    if (!own) form.elements.sort.add(new Option("", ""));
    const parameter = (field) => (own ? field : `${name}.${field}`);
    const order = sorters(table, form.elements.sort, () => change());
    addChoices(form, source.choices ?? {});
    const showChips = chips(form, () => change(true));
    const sum = sumTeller(table, source, grid);
    const offerMore = grid.page > 0 ? moreRows(table, grid) : () => {};
    const offerCsv = csvOfShown(table, grid);
    let later;

    grid.drawn = () => {
      offerMore();
      offerCsv();
      if (own) tellCount(form, grid, sum);
    };
    function show(filtered) {
      if (own && filtered) grid.filter(source.passing(...wishes(form)));
      grid.sort(...order());
      grid.draw(filtered ? grid.page : grid.length);
      showChips();
    }
    function change(filtered = false) {
      show(filtered);
      clearTimeout(later);
      later = setTimeout(fieldsToAddress, 100, form, parameter);
    }
    function restore() {
      fieldsFromAddress(form, parameter);
      show(true);
    }
    form.addEventListener("input", (event) => change(event.target.name !== "sort"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(change, 0, true));
    addEventListener("popstate", restore);
    onPaper(grid);
    restore();
    if (source.placeOf) toRow(grid, source);
    form.hidden = false;
  }

  const isWhole = (table) => [...table.tBodies[0].rows].every((row) => row.cells.length === table.tHead.rows[0].cells.length);

  async function begin(table) {
    const { scTable: name, scRows: file } = table.dataset;
    try {
      if (isWhole(table)) setUp(table, file ? await rowsOfFile(table, sortValue, plain) : rowsOfPage(table));
    } catch (error) {
      document.querySelector(`[data-sc-first-of="${CSS.escape(name)}"]`)?.classList.add("sc-shown");
      throw error;
    } finally {
      table.classList.add("sc-ready");
    }
  }

  for (const table of document.querySelectorAll("table[data-sc-table]")) begin(table);
  document.querySelector("tr:target")?.scrollIntoView();
})();
