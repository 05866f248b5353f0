// Tables that sort and filter. Without this script they are whole, and nothing of this is seen.
//
// What the markup needs:
//   <table data-sc-table="name">   a table that sorts, unless a row has more cells than the head, or fewer
//     data-sc-page="50"           shows so many rows at first, and the others on demand
//     data-sc-rows="open.rows.js" has more rows than the page, all of them in that file (rows.js)
//   <th data-sc-column="amount">   a column that sorts; its name stands in the address
//     data-sc-first="desc"         the first click puts the largest on top
//   <td data-order="1200">         the value to sort by, where it is not the text: a number, or a day such as 2026-11-16;
//                                  empty where nobody has said. What is not known stands last both ways.
//   <form data-sc-for="name">      the fields that filter the table (templates/parts/table.md.j2): one form a page
//   <tr data-sc-keys="0 2,5 ">     for each select of the form but the one that sorts, which of its choices the row has
//
// The address holds what is set, so that a view can be sent as a link: ?stage=discover&text=clinic&sort=amount-desc.
// A table without a form has its name before the column: ?stages.sort=seen.
(() => {
  const LIBRARY = new URL("../vendor/datatables-3.1.5/dataTables.min.js", document.currentScript.src).href;
  const LANGUAGE = document.documentElement.lang || "en";
  const sources = new WeakMap();
  const collator = new Intl.Collator(LANGUAGE, { numeric: true, sensitivity: "base" });
  const MOST_DRAWN = 2500; // rows at a time: more would keep the reader waiting for seconds
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const written = (number) => number.toLocaleString(LANGUAGE);

  // What a row is sorted by: a text as it stands in the cell, or what is given in its place; null is not known.
  function sortValue(value, isGiven) {
    if (value === "") return null;
    return isGiven && !isNaN(value) ? Number(value) : value;
  }

  function inOrder(way) {
    return (a, b) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return way * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
    };
  }

  function teachTheLibrary() {
    DataTable.ext.errMode = "throw";
    DataTable.ext.order.known = function (_settings, column) {
      return sources.get(this.api().table().node()).values(column);
    };
    DataTable.ext.type.order["known-asc"] = inOrder(1);
    DataTable.ext.type.order["known-desc"] = inOrder(-1);
  }

  // What a table needs of its rows: these stand on the page.
  function rowsOfPage(table) {
    const rows = [...table.tBodies[0].rows];
    const keys = rows.map((row) => (row.dataset.scKeys ?? "").split(" ").map((key) => key.split(",")));
    const texts = rows.map((row) => plain([...row.cells].map((cell) => cell.textContent).join(" ")));
    return {
      count: rows.length,
      choices: {},
      place: () => -1,
      hasKey: (row, place, key) => keys[row][place]?.includes(key),
      finder: (words) => (row) => words.every((word) => texts[row].includes(word)),
      values: (column) =>
        rows.map(({ cells }) => sortValue(cells[column].dataset.order ?? cells[column].textContent.trim(), "order" in cells[column].dataset)),
      prepare() {},
      options: {},
    };
  }

  // Makes the test that a row must pass: it has every choice that is made, and every word that is typed.
  function matcher(form, source) {
    const selects = [...form.querySelectorAll("select:not([name=sort])")];
    return () => {
      const chosen = [...selects.entries()].filter(([, select]) => select.value);
      const wanted = chosen.map(([place, select]) => [place, String(select.selectedIndex - 1)]);
      const words = plain(form.elements.text?.value ?? "").split(/\s+/).filter(Boolean);
      const hasWords = source.finder(words);
      return (_text, _data, row) => wanted.every(([place, key]) => source.hasKey(row, place, key)) && hasWords(row);
    };
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
      const [name, way = "asc"] = select.value.split(/-(?=desc$)/);
      return name ? [[names.indexOf(name), way]] : [];
    };
  }

  // Reads the fields from the address. A value that the page does not have is shown as it is, and no row has it.
  function fromAddress(form, parameter) {
    const given = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (!field.name) continue;
      const value = given.get(parameter(field.name)) ?? "";
      field.value = value;
      if (field.options && field.value !== value && field.name !== "sort") field.add(new Option(`${value} (not here)`, value, false, true));
      if (field.selectedIndex === -1) field.value = "";
    }
  }

  function toAddress(form, parameter) {
    const address = new URL(location.href);
    for (const field of form.elements) {
      if (!field.name) continue;
      address.searchParams.delete(parameter(field.name));
      if (field.value) address.searchParams.append(parameter(field.name), field.value);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
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
  function moreRows(table, grid, page) {
    const box = document.createElement("p");
    const [more, all] = [page, -1].map((rows) => {
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => {
        grid.page.len(rows < 0 ? -1 : grid.page.len() + rows).draw();
      });
      box.append(button, " ");
      return button;
    });
    box.className = "sc-more-rows";
    table.closest(".sc-scroll").after(box);
    grid.on("draw", () => {
      const { end, recordsDisplay: found } = grid.page.info();
      box.hidden = end >= found;
      all.hidden = found > MOST_DRAWN;
      more.textContent = `Show ${written(Math.min(page, found - end))} more`;
      all.textContent = `Show all ${written(found)}`;
    });
  }

  function tellCount(form, grid) {
    const status = form.querySelector("[role=status]");
    const reset = form.querySelector("[type=reset]");
    const { end, recordsDisplay: found, recordsTotal: total } = grid.page.info();
    const first = end < found ? `, the first ${written(end)}` : "";
    status.textContent = `${written(found)} of ${written(total)}${first} shown`;
    reset.hidden = ![...form.elements].some((field) => field.name && field.value);
  }

  function setUp(table, source) {
    const { scTable: name, scPage, scRows } = table.dataset;
    const page = Number(scPage) || (scRows ? table.tBodies[0].rows.length : -1);
    const own = document.querySelector(`form[data-sc-for="${CSS.escape(name)}"]`);
    const form = own ?? document.createElement("form");
    if (!own) form.append(Object.assign(document.createElement("select"), { name: "sort" }));
    if (!own) form.elements.sort.add(new Option("", ""));
    const parameter = (field) => (own ? field : `${name}.${field}`);
    const order = sorters(table, form.elements.sort, () => change());
    const matches = own && matcher(form, source);
    addChoices(form, source.choices);
    sources.set(table, source);
    const showChips = chips(form, () => change(true));
    const grid = new DataTable(table, {
      autoWidth: false,
      columnDefs: [{ targets: "_all", type: "known", orderDataType: "known", searchable: false }],
      language: { zeroRecords: "Nothing fits. Clear the fields to see all." },
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
      order: [],
      orderClasses: false,
      orderDescReverse: false,
      ordering: { handler: false, indicators: false },
      pageLength: page,
      ...source.options,
    });
    let later;
    let onScreen = page;

    function show(filtered) {
      if (filtered) grid.page.len(page);
      if (matches) grid.search.fixed("form", matches());
      grid.order(order()).draw();
      showChips();
    }
    function change(filtered = false) {
      show(filtered);
      clearTimeout(later);
      later = setTimeout(toAddress, 100, form, parameter);
    }
    function restore() {
      fromAddress(form, parameter);
      show(true);
    }
    if (page > 0) moreRows(table, grid, page);
    if (own) grid.on("draw", () => tellCount(form, grid));
    form.addEventListener("input", (event) => change(event.target.name !== "sort"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(change, 0, true));
    // Draws up to the row that the address points at.
    function reveal() {
      const row = source.place(decodeURIComponent(location.hash.slice(1)));
      const place = row < 0 ? -1 : grid.rows({ order: "applied", search: "applied" }).indexes().indexOf(row);
      if (place >= grid.page.len()) grid.page.len(place + 1).draw();
      if (place >= 0) grid.row(row).node().scrollIntoView();
    }
    addEventListener("popstate", restore);
    addEventListener("beforeprint", () => {
      onScreen = grid.page.len();
      if (grid.page.info().recordsDisplay <= MOST_DRAWN) grid.page.len(-1).draw();
    });
    addEventListener("afterprint", () => grid.page.len(onScreen).draw());
    restore();
    if (scRows) {
      reveal();
      addEventListener("hashchange", reveal);
      setTimeout(source.prepare, 100);
    }
    form.hidden = false;
  }

  const isWhole = (table) => [...table.tBodies[0].rows].every((row) => row.cells.length === table.tHead.rows[0].cells.length);

  async function begin(table, rows) {
    try {
      if (isWhole(table)) setUp(table, rows ? await rows : rowsOfPage(table));
    } catch (error) {
      document.querySelector(`[data-sc-first-of="${CSS.escape(table.dataset.scTable)}"]`)?.classList.add("sc-shown");
      console.error(error);
    } finally {
      table.classList.add("sc-ready");
    }
  }

  const tables = document.querySelectorAll("table[data-sc-table]");
  if (!tables.length) return;
  // Loaded while the library is; a file that cannot be loaded is told of where it is waited for.
  const files = new Map([...tables].filter((table) => table.dataset.scRows).map((table) => [table, loadRows(table, sortValue, plain)]));
  for (const file of files.values()) file.catch(() => {});
  const script = document.createElement("script");
  script.src = LIBRARY;
  script.addEventListener("load", () => {
    teachTheLibrary();
    for (const table of tables) begin(table, files.get(table));
    document.querySelector("tr:target")?.scrollIntoView();
  });
  script.addEventListener("error", () => tables.forEach((table) => table.classList.add("sc-ready")));
  document.head.append(script);
})();
