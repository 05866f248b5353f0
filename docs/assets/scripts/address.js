// Fields that filter a page stand in its address, so that a view can be sent as a link. `parameter` says what a field is
// called there.

// Reads the fields from the address. A value that the page does not have is shown as it is, and nothing has it.
function fieldsFromAddress(form, parameter = (name) => name) {
  const given = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = given.get(parameter(field.name)) ?? "";
    field.value = value;
    if (field.options && field.value !== value && field.name !== "sort") field.add(new Option(`${value} (not here)`, value, false, true));
    if (field.selectedIndex === -1) field.value = "";
  }
}

function fieldsToAddress(form, parameter = (name) => name) {
  const address = new URL(location.href);
  for (const field of form.elements) {
    if (!field.name) continue;
    address.searchParams.delete(parameter(field.name));
    if (field.value) address.searchParams.append(parameter(field.name), field.value);
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}
