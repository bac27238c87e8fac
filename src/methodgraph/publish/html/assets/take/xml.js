// XML as text, for the files one can take along. Nothing of this is ever put into the page.

const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const MASKED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

// Return `text` with U+FFFD for each character that XML and RDF have no place for: control characters, lone surrogates.
export function tellable(text) {
  return text.replace(NOT_IN_XML, "\ufffd");
}

// Return `text` as it stands between tags. A bare carriage return would be a line feed to whoever reads it.
export function xmlText(text) {
  return tellable(text).replace(/[&<>\r]/g, (found) => MASKED[found]);
}

// Return an element as text. Attributes that are null are left out; children are XML already, put in as they stand.
export function xmlElement(tag, attributes = {}, ...children) {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${tellable(String(value)).replace(/[&<>"\t\n\r]/g, (found) => MASKED[found])}"`)
    .join("");
  const inner = children.flat().join("");
  return inner ? `<${tag}${told}>${inner}</${tag}>` : `<${tag}${told}/>`;
}
