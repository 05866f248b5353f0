// Who comes from the search to a name (the theme then adds ?h= to the address) is led on to where the name leads.
function leadOn() {
  if (!new URLSearchParams(location.search).has("h")) return;
  const names = document.querySelectorAll(".sc-register > h3");
  const name = [...names].find((each) => new URL(`#${each.id}`, location).hash === location.hash);
  if (name) location.replace(name.querySelector("a").href);
}
addEventListener("hashchange", leadOn);
leadOn();
