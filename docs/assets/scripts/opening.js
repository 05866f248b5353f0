// Opens what the address points into, so that a link to an opportunity shows it.
function openTarget() {
  let element;
  try {
    element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return;
  }
  const target = element;
  for (; element; element = element.parentElement) {
    if (element.tagName === "DETAILS") element.open = true;
  }
  target?.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();
