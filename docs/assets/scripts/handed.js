// Data that stands in a script beside the page, because a page that is opened from a folder may load nothing else.  It is
// a text of JSON (scorecards/render/handed.py): nothing of it is run, and no text in it can become markup.
(() => {
  const handed = new Map();

  window.scorecardRows = (name, text) => handed.set(name, text);

  // Loads such a file, and gives what it hands over under a name.
  window.handedBy = async (file, name) => {
    const script = document.createElement("script");
    script.src = file;
    document.head.append(script);
    await new Promise((done, fail) => {
      script.addEventListener("load", done);
      script.addEventListener("error", () => fail(new Error(`${file} cannot be loaded`)));
    });
    const data = JSON.parse(handed.get(name));
    handed.delete(name);
    script.remove();
    return data;
  };
})();
