import assert from "node:assert/strict";
import { test } from "node:test";
import { skySign } from "../src/view/sky";
import { applyDelta, freshness, fromSnapshot, temperatureText } from "../src/view/ticker";

const pack = (sky: number, tenths: number) => (sky << 10) | (tenths + 512);
const snapshot = { v: 3, at: 1_000, next: 1_060, w: ["맑음", "비"], p: [pack(1, 158), pack(2, -90), 1 << 10, pack(0, 0)], by: "견본", a: [[1, 60]] as [number, number][], m: [3], mby: "군청" };

test("temperatures are written from whole tenths", () => {
  assert.deepEqual(
    [158, -90, -4, 0, 5, -299].map(temperatureText),
    ["15.8℃", "−9.0℃", "−0.4℃", "0.0℃", "0.5℃", "−29.9℃"]);
});

test("a snapshot is unpacked", () => {
  const ticker = fromSnapshot(snapshot);
  assert.deepEqual(ticker.readings, [
    { tenths: 158, sky: "맑음", observedAt: 1_000, other: false },
    { tenths: -90, sky: "비", observedAt: 940, other: false },
    { tenths: undefined, sky: "맑음", observedAt: 1_000, other: false },
    { tenths: 0, sky: "", observedAt: 1_000, other: true },
  ]);
  assert.deepEqual([ticker.by, ticker.othersBy], ["견본", "군청"]);
});

test("a delta adds differences, replaces what changed its sky, and knows older stations", () => {
  const ticker = applyDelta(fromSnapshot(snapshot), { v: 3, at: 1_060, next: 1_120, d: [-3, 0, 0, 12], w: ["눈"], s: [[1, pack(3, 20)]], a: [[2, 60]] });
  assert.deepEqual(ticker?.readings, [
    { tenths: 155, sky: "맑음", observedAt: 1_060, other: false },
    { tenths: 20, sky: "눈", observedAt: 1_060, other: false },
    { tenths: undefined, sky: "맑음", observedAt: 1_000, other: false },
    { tenths: 12, sky: "", observedAt: 1_060, other: false },
  ]);
  assert.equal(ticker?.othersBy, undefined);
  assert.equal(ticker?.next, 1_120);
});

test("a delta of another order, or with unknown words, is refused", () => {
  assert.equal(applyDelta(fromSnapshot(snapshot), { v: 4, d: [] }), null);
  assert.equal(applyDelta(fromSnapshot(snapshot), { v: 3, s: [[0, pack(9, 0)]] }), null);
});

test("a value is old half an hour after the next was due, and none three hours after its observation", () => {
  const reading = { tenths: 1, sky: "", observedAt: 1_000, other: false };
  const ticker = { at: 1_000, next: 1_060 };
  assert.equal(freshness(reading, ticker, 1_089), "fresh");
  assert.equal(freshness(reading, ticker, 1_090), "old");
  assert.equal(freshness(reading, ticker, 1_180), "none");
  assert.equal(freshness({ ...reading, tenths: undefined }, ticker, 1_000), "none");
  assert.equal(freshness(reading, { at: undefined, next: undefined }, 1_099), "fresh");
  assert.equal(freshness(reading, { at: undefined, next: undefined }, 1_100), "old");
});

test("sky words of an open vocabulary find a sign", () => {
  assert.deepEqual(
    ["맑음", "구름조금", "구름많음", "흐림", "박무", "약한비단속", "비/눈계속", "뇌우,눈/비", "소낙눈", "황사", "모르는말", ""].map(skySign),
    ["clear", "few", "cloudy", "overcast", "fog", "rain", "sleet", "storm", "snow", "dust", "neutral", "neutral"]);
});
