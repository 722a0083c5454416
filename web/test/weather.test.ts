import assert from "node:assert/strict";
import { test } from "node:test";
import { bandClass } from "../src/view/bands";
import { chartOf, extremesOf, withPoint, within } from "../src/view/chart";
import type { Point } from "../src/view/chart";
import { kilometres, sorted } from "../src/view/stationOrder";

// 2026-11-23 00:20 in Seoul.
const now = Date.UTC(2026, 10, 22, 15, 20) / 60_000;
const hours = (ago: number) => now - 20 - ago * 60;

test("bands are of five degrees, and end at both ends", () => {
  assert.deepEqual([-499, -151, -101, -100, -90, -1, 0, 49, 50, 349, 350, 500].map(bandClass), [
    "band-0", "band-0", "band-0", "band-1", "band-1", "band-2", "band-3", "band-3", "band-4", "band-9", "band-10", "band-10"]);
  assert.equal(bandClass(undefined), "band-none");
});

test("a gap of more than three hours is not drawn over", () => {
  const chart = chartOf([[hours(10), 50], [hours(9), 60], [hours(5), 70], [hours(2), 80]], now);
  assert.equal(chart.line.match(/M/g)?.length, 2);
  assert.equal(chart.line.match(/L/g)?.length, 2);
  assert.equal(chart.dots.length, 4);
});

test("the scale is whole steps around the readings", () => {
  const ends = (least: number, most: number) => {
    const { temperatures } = chartOf([[hours(2), least], [hours(1), most]], now);
    return [temperatures[0]!.label, temperatures.at(-1)!.label];
  };
  assert.deepEqual(ends(58, 162), ["5℃", "20℃"]);
  assert.deepEqual(ends(-299, -9), ["−30℃", "0℃"]);
  assert.deepEqual(ends(150, 150), ["15℃", "16℃"]);
  assert.deepEqual(ends(-499, 500), ["−50℃", "50℃"]);
});

test("midnights are named by their date", () => {
  assert.deepEqual(chartOf([], now).times.filter(({ strong }) => strong).map(({ label }) => label), ["11.22", "11.23"]);
  assert.equal(chartOf([], now).line, "");
});

test("what is older than 48 hours leaves, and a correction replaces", () => {
  const points: Point[] = [[hours(49), 1], [hours(2), 2], [hours(1), 3]];
  assert.deepEqual(within(points, now), points.slice(1));
  assert.deepEqual(withPoint(points, [hours(2), 9]), [[hours(49), 1], [hours(2), 9], [hours(1), 3]]);
  assert.deepEqual(withPoint(points, [hours(0), 4]).at(-1), [hours(0), 4]);
});

test("extremes are of the day in Seoul, of equal ones the earlier", () => {
  assert.deepEqual(extremesOf([[hours(1), 300], [hours(0), -90]], now), { lowest: [hours(0), -90], highest: [hours(0), -90] });
  const later = now + 600;
  const points: Point[] = [[later - 200, 120], [later - 100, 120], [later - 50, -4]];
  assert.deepEqual(extremesOf(points, later), { lowest: points[2], highest: points[0] });
  assert.equal(extremesOf([[hours(1), 300]], now), undefined);
});

test("a table sorts by name, region and temperature, and what shows none comes last", () => {
  const rows = [
    { name: "서울", region: 0, tenths: 87 },
    { name: "강릉", region: 1, tenths: undefined },
    { name: "제주", region: 8, tenths: -90 },
    { name: "인천", region: 0, tenths: 87 },
  ];
  assert.deepEqual(sorted(rows, "name", false), [1, 0, 3, 2]);
  assert.deepEqual(sorted(rows, "name", true), [2, 3, 0, 1]);
  assert.deepEqual(sorted(rows, "region", false), [0, 3, 1, 2]);
  assert.deepEqual(sorted(rows, "temperature", false), [2, 0, 3, 1]);
  assert.deepEqual(sorted(rows, "temperature", true), [0, 3, 2, 1]);
});

test("distances over the ground", () => {
  assert.ok(Math.abs(kilometres([37.57142, 126.9658], [35.10468, 129.03203]) - 330.6) < 2);
  assert.equal(kilometres([33.5, 126.5], [33.5, 126.5]), 0);
});
