import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import test from "node:test";

import { gather } from "../../src/methodgraph/publish/html/assets/take/gathered.js";
import { iriOf, literal, turtleOf, utf8 } from "../../src/methodgraph/publish/html/assets/take/turtle.js";
import { graphOf, hex, sampleGraph, sampleView } from "./support.mjs";

const paperIri = (key) => iriOf(graphOf({ papers: [{ key }] }), 0);

test("IRIs are those of the build", () => {
  assert.equal(paperIri("arxiv:2305.14314"), "paper:arxiv:2305.14314");
  assert.equal(paperIri("survey one/2"), "<https://w3id.org/methodgraph/paper/survey%20one%2F2>");
  assert.equal(paperIri("a'b(c)*!~"), "<https://w3id.org/methodgraph/paper/a%27b%28c%29%2A%21~>");
  assert.equal(paperIri("a\ud800"), "<https://w3id.org/methodgraph/paper/a%3F>");
  assert.equal(paperIri(".."), "<https://w3id.org/methodgraph/paper/%2E%2E>");
  assert.equal(paperIri("x."), "<https://w3id.org/methodgraph/paper/x%2E>");
  assert.equal(paperIri("論"), "<https://w3id.org/methodgraph/paper/%E8%AB%96>");
  assert.equal(iriOf(graphOf({ entities: [{ key: "qwen2.5-vl", type: "Model" }] }), 0), "entity:qwen2.5-vl");
});

test("literals are masked, and what RDF has no place for is U+FFFD", () => {
  assert.equal(literal('a "b" \\ c\n\r\t'), '"a \\"b\\" \\\\ c\\n\\r\\t"');
  assert.equal(literal("\ud835\x00\x7f"), '"\ufffd\ufffd\\u007F"');
});

test("lone surrogates have bytes of their own, as in the build's digests", () => {
  assert.deepEqual([...utf8("a\ud800é𝛼")], [0x61, 0xed, 0xa0, 0x80, 0xc3, 0xa9, 0xf0, 0x9d, 0x9b, 0xbc]);
});

test("what things are, what is claimed, and by what words", async () => {
  const told = await turtleOf(await gather(sampleGraph(), sampleView()), webcrypto.subtle);
  assert.ok(told.includes("@prefix mg: <https://w3id.org/methodgraph/ontology#> .\n"));
  assert.ok(told.includes("\nentity:qlora a mg:Model ;\n    a mg:Method ;\n    a mg:Entity ;\n    a skos:Concept ;\n"));
  assert.ok(told.includes("    skos:broader entity:lora ;\n    mg:extends entity:lora .\n"));
  assert.ok(told.includes('    mg:year "2023"^^xsd:integer ;\n'));
  assert.ok(told.includes("    mg:introduces entity:qlora ;\n    mg:refersTo entity:qlora .\n"));
  assert.ok(told.includes(`\nclaim:${hex(1)} a mg:Claim ;`));
  assert.ok(told.includes('    mg:confidence "0.55"^^xsd:decimal ;\n'));
  // 39 characters, one of which is two UTF-16 units.
  const place = createHash("sha256").update("arxiv:2305.14314\x1ftext\x1f0\x1f39").digest("hex").slice(0, 16);
  assert.ok(told.includes(`    mg:evidence evidence:${place} ;\n`));
  assert.ok(told.includes(`\nevidence:${place}-quote a oa:TextQuoteSelector ;\n    oa:exact "We propose 𝛼-QLoRA, which extends LoRA." ;\n    oa:suffix "\\nIt is small." .\n`));
  assert.equal(told.match(new RegExp(`^evidence:${place} a`, "gm")).length, 1);
});

test("who wrote a paper, where it appeared and what registries call it", async () => {
  const paper = {
    key: "x", title: 'The "title"', authors: ['Ada "the first"', "Bob"], venue: "NeurIPS", categories: ["cs.CL"],
    urls: ["https://example.org/x.pdf"],
    identifiers: [
      { name: "arxiv:2305.14314", url: "https://arxiv.org/abs/2305.14314" },
      { name: "doi:10.1234/5", url: "https://doi.org/10.1234/5" },
      { name: "doi:javascript:alert(1)", url: null },
    ],
  };
  const graph = graphOf({ papers: [paper] });
  const told = await turtleOf(await gather(graph, { nodes: [0], edges: [] }), undefined);
  const lines = told.slice(told.indexOf("paper:x")).split(" ;\n    ");
  assert.ok(!told.includes("schema:abstract"));
  for (const line of [
    'schema:identifier "arxiv:2305.14314"', 'fabio:hasArXivId "2305.14314"', "schema:sameAs <https://doi.org/10.1234/5>",
    'bibo:doi "10.1234/5"', 'schema:identifier "doi:javascript:alert(1)"', 'dc:creator "Ada \\"the first\\""',
    'schema:creditText "Ada \\"the first\\"; Bob"', 'prism:publicationName "NeurIPS"', 'schema:keywords "cs.CL"',
    'fabio:hasURL "https://example.org/x.pdf"^^xsd:anyURI',
  ]) assert.ok(lines.some((one) => one.startsWith(line)), line);
  assert.equal(told.match(/bibo:doi "/g).length, 1);
  assert.equal(told.match(/schema:sameAs/g).length, 2);
});

test("without cryptography the evidence is left out and the rest stays", async () => {
  const told = await turtleOf(await gather(sampleGraph(), sampleView()), undefined);
  assert.ok(!told.includes("mg:evidence"));
  assert.ok(!told.includes("mg:Evidence"));
  assert.ok(told.includes(`\nclaim:${hex(1)} a mg:Claim ;`));
});
