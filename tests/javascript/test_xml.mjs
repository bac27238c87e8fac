import assert from "node:assert/strict";
import test from "node:test";

import { tellable, xmlElement, xmlText } from "../../src/methodgraph/publish/html/assets/take/xml.js";

test("text and attributes are masked", () => {
  assert.equal(xmlText('a < b & "c" > d'), 'a &lt; b &amp; "c" &gt; d');
  assert.equal(xmlElement("a", { b: 'x"<\n\t' }), '<a b="x&quot;&lt;&#10;&#9;"/>');
  assert.equal(xmlElement("a", { b: null, c: undefined, d: 0 }, "x", ["<y/>", ""]), '<a d="0">x<y/></a>');
});

test("what XML has no place for becomes U+FFFD, one for one", () => {
  assert.equal(tellable("\x00\x0b\ud800a\udfff\ufffe"), "\ufffd\ufffd\ufffda\ufffd\ufffd");
  assert.equal(tellable("\t\n\r é 𝛼 \u202e"), "\t\n\r é 𝛼 \u202e");
  assert.equal(xmlText("a\r\nb\rc"), "a&#13;\nb&#13;c");
});
