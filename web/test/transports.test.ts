import assert from "node:assert/strict";
import { test } from "node:test";
import { eventStream, longPolling } from "../src/live/transports";

for (const [name, transport] of Object.entries({ eventStream, longPolling })) {
  test(`${name} sends cookies to the page's own origin alone`, async (t) => {
    const asked: string[] = [];
    t.mock.method(globalThis, "fetch", async (_: string, init: RequestInit = {}) => {
      asked.push(`${init.method ?? "GET"} ${init.credentials}`);
      return init.method === "POST" ? new Response('{"connectionToken":"a"}') : new Response(null, { status: 204 });
    });
    const pipe = await transport("https://news.example.kr/live", { onData: () => undefined, onClosed: () => undefined });
    pipe.send("x");
    pipe.close();

    const kinds = new Set(asked.map((request) => request.split(" ")[0]));
    assert.deepEqual([...kinds].sort(), ["DELETE", "GET", "POST"]);
    assert.deepEqual(asked.filter((request) => !request.endsWith(" same-origin")), []);
  });
}
