import assert from "node:assert/strict";
import { test } from "node:test";
import { HubClient } from "../src/live/hubClient";
import type { PipeEvents } from "../src/live/transports";

const ping = '{"type":6}\u001e';

test("a client whose timers are held back keeps its connection by what arrives", async (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  t.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  const sent: string[] = [];
  let pipe: PipeEvents | undefined;
  const client = await HubClient.open(async (_, events) => {
    pipe = events;
    return {
      send: (data) => {
        sent.push(String(data));
        if (sent.length === 1) {
          events.onData("{}\u001e");
        }
      },
      close: () => undefined,
    };
  }, "", { onUpdates: () => undefined, onReconnect: () => undefined, onClosed: () => undefined });
  const pingsAfter = (time: number) => {
    now = time;
    const before = sent.length;
    pipe!.onData(ping);
    return sent.slice(before);
  };

  // The server ends a connection after 30 s of silence, and says something itself every 15 s at least.
  assert.deepEqual([10_000, 14_000, 15_000, 27_999, 28_000].map(pingsAfter), [[], [ping], [], [], [ping]]);
  client.close();
  assert.deepEqual(pingsAfter(60_000), []);
});
