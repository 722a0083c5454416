import { strict as assert } from "node:assert";
import { test } from "node:test";
import { barsOf, labelsOf } from "../src/report/chart";
import { sumOf, sumsBy } from "../src/report/statistics";

const counts = [
  { slot: "b", creative: "c.2", bucket: "rendered", count: 7 },
  { slot: "a", creative: "c.1", bucket: "rendered", count: 3 },
  { slot: "a", creative: "c.1", bucket: "viewable", count: 2 },
  { slot: "a", creative: "c.2", bucket: "click", count: 1 },
  { slot: "", creative: "", bucket: "forged", count: 9 },
];

test("sums leave out what names neither slot nor creative, and what bills nothing", () => {
  const statistics = { billed: 10, spendWon: 30, counts };

  assert.equal(sumOf(statistics, "rendered"), 10);
  assert.equal(sumOf(statistics, "forged"), 9);
  assert.deepEqual(sumsBy(statistics, "slot"), [
    { key: "a", rendered: 3, viewable: 2, click: 1 },
    { key: "b", rendered: 7, viewable: 0, click: 0 },
  ]);
  assert.deepEqual(sumsBy(statistics, "creative").map(({ key, rendered }) => [key, rendered]), [["c.1", 3], ["c.2", 7]]);
});

test("the highest bar is as high as the chart, one event is seen, and old hours are not drawn", () => {
  const bars = barsOf([[999, 5, 5, 5, 0], [1_052, 1_000, 1, 0, 0], [1_100, 500, 0, 2, 4]], 1_100);

  assert.deepEqual(bars.map(({ x, y, height, kind }) => [x, y, height, kind]), [
    [943, 95, 85, "rendered"],
    [943, 180, 0, "viewable"],
    [943, 214, 16, "click"],
  ]);
  assert.deepEqual(barsOf([[1_053, 1_000, 1, 0, 0]], 1_100).map(({ x, height }) => [x, height]), [[3, 170], [3, 1], [3, 0]]);
  assert.deepEqual(barsOf([], 1_100), []);
});

test("labels are every sixth hour in Seoul", () => {
  // 1970-01-03 00:00 UTC is nine in the morning in Seoul.
  assert.deepEqual(labelsOf(48).map(({ label }) => label), ["12", "18", "00", "06", "12", "18", "00", "06"]);
});
