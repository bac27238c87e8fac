import assert from "node:assert/strict";
import test from "node:test";

import { csvCell, csvOf } from "../../src/methodgraph/publish/html/assets/take/csv.js";
import { gather } from "../../src/methodgraph/publish/html/assets/take/gathered.js";
import { sampleGraph, sampleView } from "./support.mjs";

test("cells are quoted where they must be and only there", () => {
  assert.equal(csvCell("plain words"), "plain words");
  assert.equal(csvCell("a,b"), '"a,b"');
  assert.equal(csvCell('say "SAM"'), '"say ""SAM"""');
  assert.equal(csvCell("two\nlines"), '"two\nlines"');
  assert.equal(csvCell(" kept "), '" kept "');
  assert.equal(csvCell(2023), "2023");
});

test("no cell is a formula", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r", "\n"]) {
    const cell = csvCell(`${start}1`).replace(/^"/, "");
    assert.ok(cell.startsWith("'"), JSON.stringify(cell));
  }
  assert.equal(csvCell('=HYPERLINK("x"), 1'), `"'=HYPERLINK(""x""), 1"`);
});

test("what no file can hold becomes U+FFFD", () => {
  assert.equal(csvCell("a\ud835b\x00c"), "a\ufffdb\ufffdc");
  assert.equal(csvCell("𝛼"), "𝛼");
});

test("a row a claim, in the order of the edges, then what is only together", async () => {
  const table = csvOf(await gather(sampleGraph(), sampleView()));
  const rows = table.split("\r\n");
  assert.equal(rows[0], "\ufeffsubject,subject_type,predicate,object,object_type,paper,title,year,confidence,sentence,papers");
  assert.equal(
    rows[2],
    `"'=QLoRA, the ""quantized"" one",Model,extends,LoRA,Method,arxiv:2305.14314,QLoRA,2023,0.55,"We propose 𝛼-QLoRA, which extends LoRA.",1`,
  );
  assert.equal(rows[3], "survey one/2.,Paper,uses,LoRA,Method,survey one/2.,,,,LoRA on CIFAR.,1");
  assert.equal(rows[4], "LoRA,Method,together,CIFAR,Benchmark,,,,,,7");
  assert.equal(rows.length, 6);
  assert.equal(rows[5], "");
});
