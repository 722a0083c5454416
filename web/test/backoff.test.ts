import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDelayMilliseconds, longestDelayMilliseconds, negotiates, reconnectDelay } from "../src/live/backoff";

test("delays grow, stay bounded and spread from nothing to the bound", () => {
  assert.equal(reconnectDelay(0, () => 1), firstDelayMilliseconds);
  assert.equal(reconnectDelay(3, () => 1), 8 * firstDelayMilliseconds);
  assert.equal(reconnectDelay(1_000, () => 1), longestDelayMilliseconds);
  assert.equal(reconnectDelay(5, () => 0), 0);
});

test("the first tries open the socket at once, and every way comes up again and again", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(negotiates), [false, false, true, false, false, true]);
});
