import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { longestDelayMilliseconds } from "../src/live/backoff";
import { Session } from "../src/live/session";
import { FakeHub, until, upTo } from "./fakeHub";
import type { FakeConnection } from "./fakeHub";

const hourMilliseconds = 3_600_000;

/** What a browser has as a global, for the length of one test. */
function put(t: TestContext, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  t.after(() => (before === undefined ? Reflect.deleteProperty(globalThis, name) : Object.defineProperty(globalThis, name, before)));
}

/**
 * A session as in a page, with the hub behind its WebSockets. Time passes by hand; `performance.now()` stands still
 * altogether, as it does on machines that sleep: what is found out here is found out by the clock on the wall.
 */
function page(t: TestContext) {
  let now = Date.UTC(2026, 0, 1);
  t.mock.method(Date, "now", () => now);
  t.mock.method(performance, "now", () => 1_000);
  t.mock.method(Math, "random", () => 1);
  t.mock.method(globalThis, "fetch", () => Promise.reject(new TypeError("nobody")));
  t.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });

  const hub = new FakeHub();
  const network = { up: true, tries: 0, sent: [] as string[] };
  class Socket {
    onopen?: () => void;
    onmessage?: (event: { readonly data: unknown }) => void;
    onclose?: () => void;
    #connection: FakeConnection | undefined;

    constructor(url: string) {
      network.tries++;
      if (network.up) {
        void hub.transport(url, { onData: (data) => this.onmessage?.({ data }), onClosed: () => this.onclose?.() }).then((pipe) => {
          this.#connection = pipe as FakeConnection;
          this.onopen?.();
        });
      } else {
        queueMicrotask(() => this.onclose?.());
      }
    }

    send(data: string): void {
      network.sent.push(data);
      this.#connection?.send(data);
    }

    close(): void {
      this.#connection?.close();
    }
  }

  const tab = new EventTarget();
  const view = Object.assign(new EventTarget(), { visibilityState: "visible" });
  put(t, "WebSocket", Socket);
  put(t, "addEventListener", tab.addEventListener.bind(tab));
  put(t, "document", view);
  // Without locks a tab connects for itself.
  put(t, "navigator", {});
  t.after(() => tab.dispatchEvent(new Event("pagehide")));

  const session = new Session("http://127.0.0.1:9/");
  const shown: number[] = [];
  session.reader.listen("t", { epoch: "e", seq: 0 }, (change) => shown.push(change.data as number));
  return {
    hub,
    network,
    session,
    shown,
    /** The other end is asked whether it is there by a call that does nothing. */
    probes: () => network.sent.filter((record) => record.includes('"Unsubscribe","arguments":[[]]')).length,
    /** Timers come when they are due, and what they start has begun. */
    pass: async (milliseconds: number) => {
      now += milliseconds;
      t.mock.timers.tick(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    },
    /** Nothing runs and no timer counts; only the clock on the wall goes on. */
    sleep: (milliseconds: number) => (now += milliseconds),
    show: (visibilityState: "visible" | "hidden") => {
      view.visibilityState = visibilityState;
      view.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

test("a connection that died while the machine slept is found out and replaced, from where the page stands", async (t) => {
  const { hub, session, shown, pass, sleep } = page(t);
  await until("connected", () => session.reader.isConnected);
  hub.publish();
  hub.open[0]!.vanish();
  hub.publish();
  sleep(hourMilliseconds);

  await pass(10_000);
  await pass(5_000);
  await until("found out", () => !session.reader.isConnected);
  await pass(500);
  await until("back", () => session.reader.isConnected);

  assert.deepEqual(shown, upTo(2));
  assert.deepEqual(hub.connections.map(({ asked }) => asked[0]), [[{ topic: "t", epoch: "e", seq: 0 }], [{ topic: "t", epoch: "e", seq: 1 }]]);
});

test("a page that had long to wait for its next try tries at once when the machine wakes", async (t) => {
  const { hub, network, session, shown, pass, sleep } = page(t);
  await until("connected", () => session.reader.isConnected);
  hub.publish();
  network.up = false;
  hub.open[0]!.die();
  hub.publish();
  await pass(0);

  // Each wait is twice the one before, until it is the longest.
  for (let wait = 500; wait < longestDelayMilliseconds; wait *= 2) {
    const { tries } = network;
    await pass(wait);
    assert.equal(network.tries, tries + 1);
  }

  network.up = true;
  const { tries } = network;
  await pass(9_000);
  assert.equal(network.tries, tries, "the wait goes on while the machine is awake");
  sleep(hourMilliseconds);
  await pass(10_000);
  await until("back", () => session.reader.isConnected);

  assert.equal(network.tries, tries + 1);
  assert.deepEqual(shown, upTo(2));
});

test("beats on time and the late ones of a hidden tab doubt nothing", async (t) => {
  const { session, probes, pass, sleep, show } = page(t);
  await until("connected", () => session.reader.isConnected);

  for (let beat = 0; beat < 6; beat++) {
    await pass(10_000);
  }

  assert.equal(probes(), 0);
  show("hidden");
  sleep(60_000);
  await pass(10_000);
  assert.equal(probes(), 0);

  // A tab that is shown again asks by itself; its next beat knows that.
  sleep(60_000);
  show("visible");
  await until("asked", () => probes() === 1);
  await pass(10_000);
  assert.equal(probes(), 1);
  sleep(60_000);
  await pass(10_000);
  assert.equal(probes(), 2);
});
