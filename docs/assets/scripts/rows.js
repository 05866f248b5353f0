// The rows of a table that is too long for its page.  They stand in a file beside the page (handed.js).
//
// What the file holds (scorecards/render/row_files.py):
//   count      how many rows there are
//   columns    for each column of the page its cells, each once, and by row the place of its cell; orders are what the
//              cells are put in order by, where it is not their text
//   ids        by row the id by which an address leads to it
//   keys       by row, each once, which choices of the filters it has, as in data-sc-keys
//   choices    [value, text, whether a row has it] for each filter whose choices are too many for the page
// A cell is a list of pieces: a text, or [tag.class, address, pieces].
(() => {
  const TAGS = new Set(["a", "b", "bdi", "br", "details", "span", "summary"]);

  function fill(parent, pieces) {
    for (const piece of pieces) parent.append(typeof piece === "string" ? piece : element(...piece));
  }

  function element(kind, address, pieces) {
    const [tag, classes] = kind.split(".");
    if (!TAGS.has(tag) || address.includes(":")) throw new Error(`no element of a table: ${kind} ${address}`);
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    if (address) made.setAttribute("href", address);
    fill(made, pieces);
    return made;
  }

  const textOf = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece[2]))).join("");

  // Gives by row what is given once by distinct value.
  const byRow = ({ rows }, values) => rows.map((place) => values[place]);

  // Gives what a table needs of its rows; the first row of the page says which classes and names its cells have.
  function sourceOf({ columns, count, ids = [], keys, choices }, table, sortValue, plain) {
    const model = [...table.tBodies[0].rows[0].cells].map(({ className, dataset }) => [className, dataset.name]);
    const made = new Map();
    const texts = columns.map(() => null);
    const textsOf = (column) => (texts[column] ??= columns[column].cells.map((pieces) => plain(textOf(pieces))));

    function make(at) {
      const row = document.createElement("tr");
      if (ids.length) row.id = ids[at];
      for (const [column, [classes, name]] of model.entries()) {
        const cell = row.insertCell();
        if (classes) cell.className = classes;
        if (name) cell.dataset.name = name;
        fill(cell, columns[column].cells[columns[column].rows[at]]);
      }
      return row;
    }
    // Looks through each distinct cell once, and notes the rows that have it.
    function rowsWith(word) {
      const has = new Uint8Array(count);
      for (const [column, { rows }] of columns.entries()) {
        const found = textsOf(column).map((text) => text.includes(word));
        if (found.includes(true)) for (let at = 0; at < count; at += 1) has[at] |= found[rows[at]];
      }
      return has;
    }
    function rowsOf(choices) {
      const has = keys.values.map((each) => each.split(" ").map((key) => key.split(",")));
      return byRow(keys, has.map((key) => choices.every(([place, choice]) => key[place]?.includes(choice))));
    }
    // The words of all cells are made ready while the reader looks at the first rows.
    columns.forEach((_, column) => setTimeout(textsOf, 100, column));
    return {
      count,
      choices,
      placeOf: (id) => ids.indexOf(id),
      row: (at) => made.get(at) ?? made.set(at, make(at)).get(at),
      valuesOf(column) {
        const { cells, orders } = columns[column];
        return (orders ?? cells.map((pieces) => textOf(pieces).trim())).map((each) => sortValue(each, Boolean(orders)));
      },
      byRow: (column, values) => byRow(columns[column], values),
      passing(choices, words) {
        const tests = words.map(rowsWith);
        if (choices.length) tests.push(rowsOf(choices));
        return (at) => tests.every((has) => has[at]);
      },
    };
  }

  // Loads the file of a table's rows, and gives its source.
  window.rowsOfFile = async (table, sortValue, plain) => {
    const { scRows: file, scTable: name } = table.dataset;
    return sourceOf(await window.handedBy(file, name), table, sortValue, plain);
  };
})();
