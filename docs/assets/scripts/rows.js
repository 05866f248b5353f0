// The rows of a table that is too long for its page.  They stand in a script beside the page, because a page that is opened
// from a folder may load nothing else, as a text of JSON: nothing of it is run, and no text in it can become markup.
//
// What the text holds (scorecards/render/row_files.py):
//   count      how many rows there are
//   columns    for each column of the page its cells, each once, and by row the place of its cell; orders are what the
//              cells are put in order by, where it is not their text
//   ids        by row the id by which an address leads to it
//   keys       by row, each once, which choices of the filters it has, as in data-sc-keys
//   choices    [value, text, whether a row has it] for each filter whose choices are too many for the page
// A cell is a list of pieces: a text, or [tag.class, address, pieces].
(() => {
  const TAGS = new Set(["a", "b", "bdi", "br", "details", "span", "summary"]);
  const LANGUAGE = document.documentElement.lang || "en";
  const collator = new Intl.Collator(LANGUAGE, { numeric: true, sensitivity: "base" });
  const handed = new Map();

  window.scorecardRows = (name, text) => handed.set(name, text);

  function element([kind, address, pieces]) {
    const [tag, classes] = kind.split(".");
    if (!TAGS.has(tag) || address.includes(":")) throw new Error(`no element of a table: ${kind} ${address}`);
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    if (address) made.setAttribute("href", address);
    fill(made, pieces);
    return made;
  }

  function fill(parent, pieces) {
    for (const piece of pieces) parent.append(typeof piece === "string" ? piece : element(piece));
  }

  const textOf = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece[2]))).join("");

  // Gives each value the place that it has in order; null is not known.
  function ranks(values) {
    const order = [...values.keys()].filter((place) => values[place] !== null);
    const compare = (a, b) =>
      typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    order.sort((a, b) => compare(values[a], values[b]));
    const found = values.map(() => null);
    let rank = 0;
    order.forEach((place, at) => {
      if (at && compare(values[order[at - 1]], values[place])) rank = at;
      found[place] = rank;
    });
    return found;
  }

  // What a table needs of its rows, whether they stand on the page or in a file (see tables.js).
  function source(data, table, sortValue, plain) {
    const { columns, count, ids = [], keys, choices = {} } = data;
    const model = [...table.tBodies[0].rows[0].cells].map(({ className, dataset }) => [className, dataset.name]);
    const texts = columns.map(() => null);
    const sorted = columns.map(() => null);
    const keysOf = keys?.values.map((each) => each.split(" ").map((key) => key.split(",")));

    const textsOf = (column) => (texts[column] ??= columns[column].cells.map((pieces) => plain(textOf(pieces))));
    function sortValues({ cells, orders }) {
      return (orders ?? cells.map((pieces) => textOf(pieces).trim())).map((value) => sortValue(value, Boolean(orders)));
    }
    function draw(row, _data, at, cells) {
      if (ids.length) row.id = ids[at];
      cells.forEach((cell, column) => {
        const [classes, name] = model[column];
        if (classes) cell.className = classes;
        if (name) cell.dataset.name = name;
        fill(cell, columns[column].cells[columns[column].rows[at]]);
      });
    }
    return {
      count,
      choices,
      place: (id) => ids.indexOf(id),
      hasKey: (row, place, key) => keysOf[keys.rows[row]][place]?.includes(key),
      // Makes a test of rows by words: each must stand in one of a row's cells, of which each is looked through once.
      finder(words) {
        const wanted = words.map((word) => columns.map((_, column) => textsOf(column).map((text) => text.includes(word))));
        return (row) => wanted.every((ofWord) => ofWord.some((has, column) => has[columns[column].rows[row]]));
      },
      values(column) {
        sorted[column] ??= ranks(sortValues(columns[column]));
        return columns[column].rows.map((place) => sorted[column][place]);
      },
      prepare: () => columns.forEach((_, column) => textsOf(column)),
      options: {
        columns: columns.map(() => ({ data: null, defaultContent: "" })),
        createdRow: draw,
        data: Array.from({ length: count }, (_, at) => [at]),
        deferRender: true,
      },
    };
  }

  // Loads the file of a table's rows, and gives its source.
  window.loadRows = (table, sortValue, plain) =>
    new Promise((done, fail) => {
      const { scRows: file, scTable: name } = table.dataset;
      const script = document.createElement("script");
      script.src = file;
      script.addEventListener("error", () => fail(new Error(`${file} cannot be loaded`)));
      script.addEventListener("load", () => {
        try {
          done(source(JSON.parse(handed.get(name)), table, sortValue, plain));
          handed.delete(name);
        } catch (error) {
          fail(error);
        }
      });
      document.head.append(script);
    });
})();
