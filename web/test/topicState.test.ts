import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, heldMax, received, request, subscribing, topicState } from "../src/live/topicState";
import type { Update } from "../src/live/wire";

const start = { epoch: "e", seq: 5 };
const delta = (seq: number, base = seq - 1, epoch = "e"): Update => ({ topic: "t", epoch, seq, base, kind: "delta", data: seq });
const snapshot = (seq: number, epoch = "e", barrier = false): Update => ({ topic: "t", epoch, seq, kind: "snapshot", barrier, data: seq });
const datas = (changes: readonly { data?: unknown }[]) => changes.map((change) => change.data);

test("a request states the position", () => {
  assert.deepEqual(request(topicState("t", start)), { topic: "t", epoch: "e", seq: 5 });
  assert.deepEqual(request(topicState("t")), { topic: "t" });
});

test("a delta that fits is shown and moves the position", () => {
  const step = received(topicState("t", start), delta(6));
  assert.deepEqual(datas(step.changes), [6]);
  assert.deepEqual(step.state.position, { epoch: "e", seq: 6 });
  assert.equal(step.resubscribe, false);
});

test("what is not newer is dropped, deltas and snapshots alike", () => {
  for (const update of [delta(5), delta(3), snapshot(5), snapshot(2)]) {
    const step = received(topicState("t", start), update);
    assert.deepEqual([step.changes.length, step.resubscribe], [0, false]);
  }
});

test("a gap shows nothing and subscribes again from the position reached", () => {
  const step = received(topicState("t", start), delta(7));
  assert.deepEqual([step.changes.length, step.resubscribe], [0, true]);
  assert.deepEqual(step.state.position, start);
});

test("a merged delta applies to its base", () => {
  const step = received(topicState("t", start), delta(9, 5));
  assert.deepEqual(step.state.position, { epoch: "e", seq: 9 });
});

test("a delta of another epoch subscribes again, a snapshot of it is taken", () => {
  assert.equal(received(topicState("t", start), delta(6, 5, "f")).resubscribe, true);
  const step = received(topicState("t", start), snapshot(1, "f"));
  assert.deepEqual(step.state.position, { epoch: "f", seq: 1 });
});

test("an update that overtakes the answer is applied after it", () => {
  let step = received(subscribing(topicState("t")), delta(8));
  assert.equal(step.changes.length, 0);
  step = answered(step.state, { topic: "t", outcome: "snapshot", epoch: "e", seq: 7, state: "s" });
  assert.deepEqual(datas(step.changes), ["s", 8]);
  assert.deepEqual(step.state.position, { epoch: "e", seq: 8 });
});

test("an answer with updates resumes, and what was held twice is shown once", () => {
  let step = received(subscribing(topicState("t", start)), delta(7));
  step = answered(step.state, { topic: "t", outcome: "resumed", epoch: "e", seq: 7, updates: [delta(6), delta(7)] });
  assert.deepEqual(datas(step.changes), [6, 7]);
});

test("current keeps what is shown", () => {
  const step = answered(subscribing(topicState("t", start)), { topic: "t", outcome: "current", epoch: "e", seq: 5 });
  assert.deepEqual([step.changes.length, step.resubscribe], [0, false]);
});

test("after later everything waits for the snapshot", () => {
  let step = answered(subscribing(topicState("t", start)), { topic: "t", outcome: "later" });
  step = received(step.state, delta(9));
  assert.deepEqual([step.changes.length, step.resubscribe], [0, false]);
  step = received(step.state, snapshot(10));
  assert.deepEqual(datas(step.changes), [10]);
  assert.equal(received(step.state, delta(12)).resubscribe, true);
});

test("what came before a barrier is never shown", () => {
  let step = received(subscribing(topicState("t", start)), delta(6));
  step = received(step.state, snapshot(7, "e", true));
  step = answered(step.state, { topic: "t", outcome: "snapshot", epoch: "e", seq: 5, state: "text" });
  assert.deepEqual(datas(step.changes), [7]);
  assert.equal(step.changes[0]?.barrier, true);
});

test("held updates are bounded, and the gap that leaves is repaired", () => {
  let state = subscribing(topicState("t", start));
  for (let seq = 6; seq < 6 + heldMax + 10; seq++) {
    state = received(state, delta(seq)).state;
  }

  assert.equal(state.held.length, heldMax);
  assert.equal(answered(state, { topic: "t", outcome: "current", epoch: "e", seq: 5 }).resubscribe, true);
});

test("a refusal ends the wait and changes nothing", () => {
  for (const outcome of ["unknown", "denied", "limit"] as const) {
    const step = answered(subscribing(topicState("t", start)), { topic: "t", outcome });
    assert.deepEqual([step.state.pending, step.changes.length, step.resubscribe], [false, 0, false]);
  }
});

test("any order, loss and repetition ends at the owner's state", () => {
  let seed = 42;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let run = 0; run < 300; run++) {
    let shown = 0;
    let state = topicState("t", { epoch: "e", seq: 0 });
    const take = (step: ReturnType<typeof received>) => {
      state = step.state;
      for (const change of step.changes) {
        const value = change.data as number;
        assert.ok(change.kind === "snapshot" ? value > shown : value === shown + 1, "deltas one by one, never back");
        shown = value;
      }
      return step.resubscribe;
    };
    const last = 40;
    for (let seq = 1; seq <= last; seq++) {
      const pick = random();
      const sent = pick < 0.2 ? [] : pick < 0.3 ? [delta(seq), delta(seq)] : pick < 0.4 ? [delta(Math.max(1, seq - 2)), delta(seq)] : [delta(seq)];
      for (const update of sent) {
        if (take(received(state, update))) {
          state = subscribing(state);
          const missing = Array.from({ length: seq - state.position!.seq }, (_, index) => delta(state.position!.seq + 1 + index));
          take(answered(state, { topic: "t", outcome: "resumed", epoch: "e", seq, updates: missing }));
        }
      }
    }

    state = subscribing(state);
    take(answered(state, { topic: "t", outcome: "snapshot", epoch: "e", seq: last + 1, state: last + 1 }));
    assert.equal(shown, last + 1);
  }
});

const end: Update = { topic: "t", epoch: "", seq: 0, kind: "end" };

test("the end of a topic changes nothing that is shown and asks nothing at once", () => {
  const step = received(topicState("t", start), end);
  assert.deepEqual([step.changes.length, step.resubscribe, step.ended], [0, false, true]);
  assert.deepEqual(step.state.position, start);
});

test("an end that comes while an answer is awaited makes the page ask again", () => {
  let step = received(subscribing(topicState("t")), end);
  assert.equal(step.ended, undefined);
  step = answered(step.state, { topic: "t", outcome: "later" });
  assert.deepEqual([step.changes.length, step.resubscribe], [0, true]);
});

test("an update of another epoch that comes while an answer is awaited is not shown, and makes the page ask again", () => {
  const old = { topic: "t", epoch: "old", seq: 9, kind: "snapshot" as const, data: "withdrawn" };
  const step = answered(received(subscribing(topicState("t")), old).state, { topic: "t", outcome: "snapshot", epoch: "e", seq: 5, state: "now" });
  assert.deepEqual([step.changes.map(({ data }) => data), step.resubscribe], [["now"], true]);
  assert.deepEqual(step.state.position, { epoch: "e", seq: 5 });
});
