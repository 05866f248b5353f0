// Reloads the page once another site stands, and shows what is wrong with what was saved. Only the server adds it.
(() => {
  const { events, version } = document.currentScript.dataset;
  const kept = `reload ${location.pathname}`;
  const folds = () => [...document.querySelectorAll("details")];
  const style = `
    :host { position: fixed; inset: auto 0 0 0; z-index: 1000; }
    details { max-height: 50vh; overflow: auto; padding: 0.75rem 1rem; background: #7f1d1d; color: #fff;
      font: 0.875rem/1.5 ui-monospace, monospace; }
    summary { cursor: pointer; font-weight: bold; }
    ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
    li { overflow-wrap: anywhere; white-space: pre-wrap; }
    a { color: inherit; }
    @media print { :host { display: none; } }`;
  let banner = null;
  let source = null;

  // What stands in a file is text here, whatever it looks like.
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };

  const line = ({ place, code, message }) => {
    const meaning = element("a", code);
    meaning.href = `/reference/errors.html#${encodeURIComponent(code)}`;
    return element("li", `${place}: `, meaning, `: ${message}`);
  };

  const show = ({ headline, problems }) => {
    banner?.remove();
    banner = null;
    if (!headline) return;
    banner = element("scorecards-problems");
    banner.setAttribute("role", "alert");
    const list = element("details", element("summary", headline), element("ul", ...problems.map(line)));
    list.open = true;
    banner.attachShadow({ mode: "open" }).append(element("style", style), list);
    document.body.append(banner);
  };

  const reload = () => {
    sessionStorage.setItem(kept, JSON.stringify({ top: scrollY, open: folds().map((each) => each.open) }));
    location.reload();
  };

  const restore = () => {
    const { top, open } = JSON.parse(sessionStorage.getItem(kept) ?? "{}");
    sessionStorage.removeItem(kept);
    if (top === undefined) return;
    const now = folds();
    if (now.length === open.length) now.forEach((each, place) => { each.open = open[place]; });
    scrollTo({ top, behavior: "instant" });
  };

  const close = () => {
    source?.close();
    source = null;
  };

  // A browser opens few connections to a server at once, so a page that nobody sees gives up its own.
  const follow = () => {
    close();
    if (document.hidden) return;
    source = new EventSource(events);
    source.onmessage = ({ data }) => {
      const status = JSON.parse(data);
      if (status.version !== version) reload();
      else show(status);
    };
  };

  addEventListener("load", restore);
  addEventListener("pagehide", close);
  addEventListener("pageshow", follow);
  document.addEventListener("visibilitychange", follow);
})();
