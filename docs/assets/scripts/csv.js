// The rows that a table shows as a CSV file: those that the fields leave, in the order of the page, drawn or not.
//
// What the markup needs:
//   <p data-sc-csv-of="name"><a href="open.csv">   the table's whole file; open.csv.js beside it holds the same lines
//
// The lines are those of the whole file to the letter, its head first: what quotes them and keeps a spreadsheet from
// running a text is decided where that file is written (scorecards/render/csv_files.py), and nowhere else.
(() => {
  const LANGUAGE = document.documentElement.lang || "en";
  const MARK = "\ufeff"; // without it, Excel reads another encoding

  function save(lines, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([MARK, ...lines], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(URL.revokeObjectURL, 60_000, link.href);
  }

  // Puts a button beside the whole file, and gives what draws it anew whenever other rows are shown.  While these are all
  // of them as they were listed, there is none: the whole file is the same.
  window.csvOfShown = (table, grid) => {
    const whole = document.querySelector(`[data-sc-csv-of="${CSS.escape(table.dataset.scTable)}"] a`);
    if (!whole) return () => {};
    const file = whole.getAttribute("href");
    const button = document.createElement("button");
    button.type = "button";
    whole.after(" ", button);
    let lines;

    button.addEventListener("click", async () => {
      const rows = grid.rows;
      try {
        lines ??= await window.handedBy(`${file}.js`, file);
        save([lines[0], ...rows.map((at) => lines[at + 1])], file.replace(".csv", "-shown.csv"));
      } catch (error) {
        button.textContent = "Not found: take the whole file";
        throw error;
      }
    });
    return () => {
      button.hidden = !grid.found || (grid.found === grid.total && grid.rows.every((row, at) => row === at));
      button.textContent = `Download these ${grid.found.toLocaleString(LANGUAGE)} as CSV`;
    };
  };
})();
