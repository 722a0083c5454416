import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { ServerClock } from "../src/live/clock";
import { Link } from "../src/live/link";
import { Reader } from "../src/live/reader";
import { isLatest, Rest, restAfterMilliseconds, sleepAfterMilliseconds } from "../src/live/rest";
import { graceMilliseconds, Staleness } from "../src/live/staleness";
import { Tabs } from "../src/live/tabs";
import { FakeHub, until, upTo } from "./fakeHub";

/** The browser's locks for one origin. */
class FakeLocks {
  readonly #held = new Map<string, { readonly lose: (error: Error) => void }>();
  readonly #queues = new Map<string, { readonly grant: () => void }[]>();

  get locks(): Pick<LockManager, "request"> {
    const request = (name: string, options: LockOptions, act: () => Promise<unknown>) => new Promise((resolve, reject) => {
      const grant = () => {
        let over = false;
        const free = () => {
          if (!over) {
            over = true;
            this.#held.delete(name);
            this.#next(name);
          }
        };
        this.#held.set(name, {
          lose: (error) => {
            over = true;
            this.#held.delete(name);
            reject(error);
          },
        });
        queueMicrotask(() => void act().then((value) => {
          free();
          resolve(value);
        }));
      };
      const place = { grant };
      options.signal?.addEventListener("abort", () => {
        const queue = this.#queues.get(name) ?? [];
        if (queue.includes(place)) {
          queue.splice(queue.indexOf(place), 1);
          reject(new Error("AbortError"));
        }
      });
      if (options.steal === true) {
        this.#held.get(name)?.lose(new Error("AbortError"));
        grant();
      } else {
        this.#queues.set(name, [...(this.#queues.get(name) ?? []), place]);
        this.#next(name);
      }
    });
    return { request: request as LockManager["request"] };
  }

  /** How many requests wait for that lock. */
  waiting(name: string): number {
    return this.#queues.get(name)?.length ?? 0;
  }

  #next(name: string): void {
    if (!this.#held.has(name)) {
      this.#queues.get(name)?.shift()?.grant();
    }
  }
}

/** A follower asks, and waits for an answer that does not come. */
function silence(t: TestContext): void {
  t.mock.timers.tick(50);
  t.mock.timers.tick(50);
}

let names = 0;

/** Tabs of one origin in this process, over Node's own BroadcastChannel. */
function origin(t: TestContext) {
  const hub = new FakeHub();
  const locks = new FakeLocks();
  const name = `tabs ${names++}`;
  const open = () => {
    const reader = new Reader(new ServerClock());
    const shown: number[] = [];
    let deaf = false;
    const tabs = new Tabs(
      reader,
      (owner) => new Link({ url: "http://127.0.0.1:9/live", transports: [hub.transport], random: () => 0.01 }, owner),
      {
        name,
        locks: locks.locks,
        askMilliseconds: 50,
        silenceMilliseconds: 50,
        channel: (channelName) => {
          const channel = new BroadcastChannel(channelName);
          const through = {
            set onmessage(heard: (event: MessageEvent) => void) {
              channel.onmessage = (event) => (deaf ? undefined : heard(event as unknown as MessageEvent));
            },
            postMessage: (message: unknown) => (deaf ? undefined : channel.postMessage(message)),
            close: () => channel.close(),
          };
          return through as unknown as BroadcastChannel;
        },
      });
    t.after(() => tabs.stop());
    tabs.start();
    const end = reader.listen("t", { epoch: "e", seq: 0 }, (change) => shown.push(change.data as number));
    // A frozen tab neither hears, speaks nor counts time, and keeps its locks; a crashed one loses them as well.
    const freeze = () => {
      deaf = true;
      reader.sleep(() => false);
    };
    const thaw = () => {
      deaf = false;
      reader.wake();
    };
    const crash = () => {
      deaf = true;
      tabs.stop();
    };
    return { tabs, reader, shown, end, freeze, thaw, crash };
  };
  return { hub, open, waiting: () => locks.waiting(name) };
}

test("tabs share one connection, whose holder hands on every update to each", async (t) => {
  const { hub, open } = origin(t);
  const a = open();
  await until("a connected", () => a.reader.isConnected);
  hub.publish();
  const b = open();
  const c = open();
  await until("all connected", () => b.reader.isConnected && c.reader.isConnected);
  await until("caught up", () => b.shown.length === 1 && c.shown.length === 1);
  hub.publish();
  hub.publish();
  await until("all shown", () => [a, b, c].every(({ shown }) => shown.length === 3));
  assert.deepEqual([a.shown, b.shown, c.shown], [upTo(3), upTo(3), upTo(3)]);
  assert.equal(hub.connections.length, 1);
  assert.deepEqual([a, b, c].map(({ tabs }) => tabs.isLeading), [true, false, false]);
});

test("when the leader goes, another tab takes over from the positions reached", async (t) => {
  const { hub, open } = origin(t);
  const a = open();
  const b = open();
  await until("both connected", () => a.reader.isConnected && b.reader.isConnected);
  hub.publish();
  await until("shown", () => b.shown.length === 1);
  a.tabs.stop();
  hub.publish();
  await until("taken over", () => b.tabs.isLeading && b.reader.isConnected);
  hub.publish();
  await until("all shown", () => b.shown.length === 3);
  assert.deepEqual(b.shown, upTo(3));
  assert.equal(hub.open.length, 1);
  assert.deepEqual(hub.open[0]!.asked[0], [{ topic: "t", epoch: "e", seq: 1 }]);

  // The tab that left, for the back-forward cache for example, comes back as a follower and misses nothing either.
  a.tabs.start();
  await until("back", () => a.shown.length === 3);
  assert.deepEqual(a.shown, upTo(3));
  assert.equal(a.tabs.isLeading, false);
  assert.equal(hub.open.length, 1);
});

test("a tab that crashed is forgotten, and a connection that nobody needs is closed until somebody does", async (t) => {
  const { hub, open } = origin(t);
  const a = open();
  const b = open();
  await until("both connected", () => a.reader.isConnected && b.reader.isConnected);
  await until("b shown", () => {
    hub.publish();
    return b.shown.length > 0;
  });
  a.end();
  b.crash();
  await until("closed", () => hub.open.length === 0);
  a.reader.listen("t", { epoch: "e", seq: hub.seq }, () => undefined);
  await until("open", () => hub.open.length === 1);
});

test("a leader that does not answer loses its lock to a tab that is looked at", async (t) => {
  const { hub, open } = origin(t);
  const a = open();
  const b = open();
  await until("both connected", () => a.reader.isConnected && b.reader.isConnected);
  a.freeze();
  hub.publish();
  await until("b leads", () => b.tabs.isLeading && b.reader.isConnected);
  await until("shown", () => b.shown.length === hub.seq);
  assert.equal(a.tabs.isLeading, false);
  assert.equal(hub.open.length, 1);
});

test("a follower that stopped while it waited for its leader minds the leader's silence when it is back", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  const { open } = origin(t);
  const a = open();
  const b = open();
  await until("both connected", () => a.reader.isConnected && b.reader.isConnected);
  a.freeze();
  t.mock.timers.tick(50);
  b.tabs.stop();
  b.tabs.start();
  silence(t);
  await until("b leads", () => b.tabs.isLeading && b.reader.isConnected);
});

test("however often the lock is stolen, each tab waits for it once", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  const { open, waiting } = origin(t);
  const tabs = [open(), open()];
  await until("both connected", () => tabs.every(({ reader }) => reader.isConnected));
  for (let turn = 0; turn < 6; turn++) {
    const [leader, follower] = turn % 2 === 0 ? [tabs[0]!, tabs[1]!] : [tabs[1]!, tabs[0]!];
    leader.freeze();
    silence(t);
    await until("stolen", () => follower.tabs.isLeading && !leader.tabs.isLeading);
    leader.thaw();
    t.mock.timers.tick(50);
    await until("both connected", () => tabs.every(({ reader }) => reader.isConnected));
    assert.ok(waiting() <= 2, `${waiting()} wait`);
  }

  // The one that waits still gets it.
  tabs[0]!.tabs.stop();
  tabs[1]!.tabs.stop();
  tabs[1]!.tabs.start();
  await until("leads", () => tabs[1]!.tabs.isLeading);
});

test("without locks each tab connects for itself", async (t) => {
  const hub = new FakeHub();
  const readers = [1, 2].map(() => {
    const reader = new Reader(new ServerClock());
    const tabs = new Tabs(reader, (owner) => new Link({ url: "http://127.0.0.1:9/live", transports: [hub.transport] }, owner), { name: "alone", locks: undefined });
    t.after(() => tabs.stop());
    tabs.start();
    reader.listen("t", { epoch: "e", seq: 0 }, () => undefined);
    return reader;
  });
  await until("both connected", () => readers.every((reader) => reader.isConnected));
  assert.equal(hub.open.length, 2);
});

test("a hidden tab lets first what changes by itself rest, then everything, and catches up when it is shown", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const done: string[] = [];
  const topics = ["article/a", "breaking/default", "weather/ticker", "slot/default/s"];
  const rest = new Rest({ sleep: (resting) => done.push(topics.filter(resting).join(" ")), wake: () => done.push("wake") });
  rest.hidden(true);
  t.mock.timers.tick(restAfterMilliseconds - 1);
  assert.deepEqual(done, []);
  t.mock.timers.tick(1);
  assert.deepEqual(done, ["weather/ticker slot/default/s"]);
  t.mock.timers.tick(sleepAfterMilliseconds - restAfterMilliseconds);
  assert.deepEqual(done, ["weather/ticker slot/default/s", topics.join(" ")]);
  rest.hidden(false);
  t.mock.timers.tick(sleepAfterMilliseconds);
  assert.deepEqual(done.slice(2), ["wake"]);
  assert.ok(isLatest("readers/article/a") && !isLatest("article/a"));
});

test("a resting topic catches up exactly", async (t) => {
  const { hub, open } = origin(t);
  const a = open();
  await until("connected", () => a.reader.isConnected);
  hub.publish();
  a.reader.sleep(() => true);
  await until("left", () => hub.open.every((connection) => !connection.subscribed));
  hub.publish();
  hub.publish();
  assert.deepEqual(a.shown, [1]);
  a.reader.wake();
  await until("caught up", () => a.shown.length === 3);
  assert.deepEqual(a.shown, upTo(3));
});

test("what is shown is called old after a moment without connection, as of the time of the loss", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1_000_000;
  const staleness = new Staleness(new ServerClock(() => now));
  const told: (number | undefined)[] = [];
  staleness.listen((asOf) => told.push(asOf));
  t.mock.timers.tick(graceMilliseconds - 1);
  staleness.connected(true);
  now = 2_000_000;
  staleness.connected(false);
  now = 2_001_000;
  t.mock.timers.tick(graceMilliseconds - 1);
  staleness.connected(true);
  assert.deepEqual(told, [undefined, undefined, undefined]);
  now = 3_000_000;
  staleness.connected(false);
  staleness.connected(false);
  now = 3_100_000;
  t.mock.timers.tick(graceMilliseconds);
  staleness.connected(true);
  assert.deepEqual(told.slice(3), [3_000_000, undefined]);
});
