// Blocks of the document, unpacked: Base64 of raw DEFLATE, which every browser inflates by itself.

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

export function inflated(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream);
}

// Return a function from a block's name to its element. Blocks at the document's end may not have been read yet.
export function blockReader(document) {
  const whole = new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
  return async (name) => {
    // A block that has another after it stands there whole; of the last one the parser may still be reading.
    const found = document.getElementById(name);
    if (found?.nextElementSibling) return found.textContent;
    await whole;
    return document.getElementById(name).textContent;
  };
}
