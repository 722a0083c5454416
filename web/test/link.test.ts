import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { adviceOf, Refusal, waitDelay } from "../src/live/backoff";
import { Distributor } from "../src/live/distributor";
import { Link } from "../src/live/link";
import { Reader } from "../src/live/reader";
import { ServerClock } from "../src/live/clock";
import type { Transport } from "../src/live/transports";
import { FakeHub, until, upTo } from "./fakeHub";

function page(t: TestContext, ...transports: Transport[]) {
  const reader = new Reader(new ServerClock());
  const distributor = new Distributor((_, told) => reader.told(told));
  const link = new Link({ url: "http://127.0.0.1:9/live", transports, random: () => 0.01 }, distributor);
  distributor.link = link;
  reader.source = {
    join: (requests) => distributor.join("self", requests),
    leave: (topics) => distributor.leave("self", topics),
    applied: (positions) => distributor.applied(positions),
  };
  t.after(() => link.stop());
  const shown: number[] = [];
  reader.listen("t", { epoch: "e", seq: 0 }, (change) => shown.push(change.data as number));
  return { reader, link, shown };
}

test("asked to reconnect, it makes before it breaks, and nothing is missed or shown twice", async (t) => {
  const hub = new FakeHub();
  const { link, shown } = page(t, hub.transport);
  link.start();
  await until("connected", () => link.isConnected);
  hub.publish();
  const old = hub.open[0]!;

  // The second connection answers late: meanwhile both bring the same updates, and the old one still shows them.
  hub.late = [];
  old.call("Reconnect", { afterMilliseconds: 1, reason: "drain" });
  await until("second subscribes", () => hub.late?.length === 1);
  for (let turn = 0; turn < 5; turn++) {
    hub.publish();
    assert.equal(shown.at(-1), hub.seq);
  }

  assert.equal(hub.open.length, 2);
  hub.late.forEach((answer) => answer());
  await until("switched", () => old.closed);
  hub.publish();
  await until("all shown", () => shown.length === hub.seq);
  assert.deepEqual(shown, upTo(hub.seq));
  assert.equal(hub.open.length, 1);
  assert.deepEqual(hub.open[0]!.asked, [[{ topic: "t", epoch: "e", seq: 1 }]]);
});

test("when the second connection fails, the first goes on and the link tries again", async (t) => {
  const hub = new FakeHub();
  let failing = 0;
  const { link, shown } = page(t, (url, events) => (failing-- > 0 ? Promise.reject(new Error("refused")) : hub.transport(url, events)));
  link.start();
  await until("connected", () => link.isConnected);
  const [old] = hub.connections;
  failing = 1;
  old!.call("Reconnect", { afterMilliseconds: 0 });
  await until("failed once", () => failing === 0);
  hub.publish();
  assert.deepEqual(shown, [1]);
  await until("moved", () => old!.closed && hub.open.length === 1);
  hub.publish();
  await until("shown", () => shown.length === 2);
});

test("a lost connection comes back with the position reached", async (t) => {
  const hub = new FakeHub();
  const { link, shown, reader } = page(t, hub.transport);
  const seen: boolean[] = [];
  reader.onConnected((connected) => seen.push(connected));
  link.start();
  await until("connected", () => link.isConnected);
  hub.publish();
  hub.open[0]!.die();
  hub.publish();
  await until("back", () => link.isConnected);
  hub.publish();
  await until("all shown", () => shown.length === 3);
  assert.deepEqual(shown, [1, 2, 3]);
  assert.deepEqual(seen, [false, true, false, true]);
  assert.deepEqual(hub.open[0]!.asked, [[{ topic: "t", epoch: "e", seq: 1 }]]);
});

test("the server's numbers are obeyed", async (t) => {
  assert.deepEqual([1005, 2005, 3001, undefined, 9999].map(adviceOf), ["stop", "wait", "reconnect", "reconnect", "reconnect"]);
  assert.equal(waitDelay(4_000, () => 0), 4_000);
  assert.equal(waitDelay(4_000, () => 0.5), 6_000);
  assert.equal(waitDelay(0, () => 0.5), 500);
  const call = Refusal.ofCall("Failed to invoke 'Subscribe' due to an error on the server. HubException: 2004: at most 10 calls a second.");
  assert.equal(call.code, 2004);
  const paced = await Refusal.ofResponse(new Response('{"code":"live-2005"}', { status: 503, headers: { "retry-after": "3" } }));
  assert.deepEqual([paced.code, paced.retryAfterMilliseconds], [2005, 3_000]);
  const other = await Refusal.ofResponse(new Response("<html>", { status: 502 }));
  assert.deepEqual([other.code, other.retryAfterMilliseconds], [undefined, undefined]);

  // Two sockets that never open: the reason is asked for, and a refused origin does not come back.
  let tries = 0;
  const answers = t.mock.method(globalThis, "fetch", async () => new Response('{"code":"live-1005"}', { status: 403 }));
  const { link } = page(t, () => (tries++, Promise.reject(new Error("WebSocket"))));
  link.start();
  await until("asked", () => answers.mock.callCount() === 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(tries, 2);
});

test("where only sockets are kept out, the link goes another way; where nobody answers, it does not", async (t) => {
  const hub = new FakeHub();
  let tries = 0;
  const refusing: Transport = () => (tries++, Promise.reject(new Error("WebSocket")));
  const fetches = t.mock.method(globalThis, "fetch", async () => {
    if (fetches.mock.callCount() === 0) {
      throw new TypeError("nobody");
    }

    return new Response('{"code":"live-1003"}', { status: 400 });
  });
  const { link } = page(t, refusing, hub.transport);
  link.start();
  await until("connected", () => link.isConnected);
  assert.deepEqual([fetches.mock.callCount(), tries], [3, 5]);
});

/** A gateway whose pace refuses sockets: so many before each that it takes. Why is answered by the codes, in order. */
function paced(t: TestContext, refused: number[], codes: number[]) {
  const hub = new FakeHub();
  let detours = 0;
  const socket: Transport = (url, events) => {
    if (refused[0] === undefined || refused[0] === 0) {
      refused.shift();
      return hub.transport(url, events);
    }

    refused[0]--;
    return Promise.reject(new Error("WebSocket"));
  };
  t.mock.method(globalThis, "fetch", async () => new Response(`{"code":"live-${codes.shift()}"}`, { status: 503 }));
  const { link } = page(t, socket, (url, events) => (detours++, hub.transport(url, events)));
  link.start();
  return { hub, link, codes, detours: () => detours };
}

test("a page that the pace refused and that would be let in when it asks why stays with sockets", async (t) => {
  const { link, codes, detours } = paced(t, [2], [1003]);
  await until("connected", () => link.isConnected);
  assert.deepEqual([codes, detours()], [[], 0]);
});

test("only two such answers in a row lead another way", async (t) => {
  const { link, codes, detours } = paced(t, [5], [1003, 2005, 1003]);
  await until("connected", () => link.isConnected);
  assert.deepEqual([codes, detours()], [[], 0]);
});

test("a socket that lived long ends the doubt about sockets", async (t) => {
  let now = 100_000;
  t.mock.method(performance, "now", () => now);
  const { hub, link, codes, detours } = paced(t, [2, 2], [1003, 1003]);
  await until("connected", () => link.isConnected);
  now += 10_000;
  hub.open[0]!.die();
  await until("connected again", () => link.isConnected);
  assert.deepEqual([codes, detours()], [[], 0]);

  // A short life does not: one more young death, and the second answer of its kind in a row.
  codes.push(1003);
  hub.open[0]!.die();
  await until("on another way", () => link.isConnected && detours() === 1);
});
