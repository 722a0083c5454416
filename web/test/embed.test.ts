import assert from "node:assert/strict";
import { test } from "node:test";
import { absolute } from "../src/embed/address";
import { fold } from "../src/embed/fold";
import { Rotation } from "../src/ads/rotation";
import type { Decision } from "../src/ads/desk";
import { messagePack } from "../src/live/messagePack";
import { json } from "../src/live/codec";
import type { Change } from "../src/live/topicState";
import { until } from "./fakeHub";

test("MessagePack messages are what the format says", () => {
  const ping = messagePack.encode({ type: 6 });
  assert.deepEqual([...ping as Uint8Array], [2, 0x91, 6]);
  const call = messagePack.encode({ type: 1, invocationId: "7", target: "Subscribe", arguments: [[{ topic: "가", epoch: "e", seq: 300 }]] }) as Uint8Array;
  assert.equal(call[0], call.length - 1);
  const [back] = messagePack.decode(call);
  assert.deepEqual(back, { type: 1, target: "Subscribe", arguments: [[{ topic: "가", epoch: "e", seq: 300 }]] });
});

test("several MessagePack messages of every kind of value come in one frame", () => {
  const values = [0xc0, 0xc2, 0xc3, 0x7f, 0xe0, 0xcc, 200, 0xcd, 1, 0, 0xce, 0, 1, 0, 0, 0xcf, 0, 0, 1, 0x9a, 0, 0, 0, 0, 0xd0, 0x80, 0xd1, 0xff, 0, 0xd2, 0xff, 0xff, 0, 0,
    0xd3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xca, 0x3f, 0xc0, 0, 0, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0xd9, 1, 0x61, 0xda, 0, 1, 0x62, 0xdc, 0, 1, 1, 0xde, 0, 1, 0xa1, 0x6b, 2];
  const body = [0x95, 3, 0x80, 0xa1, 0x37, 3, 0xdc, 0, 19, ...values];
  const frame = Uint8Array.from([body.length, ...body, 2, 0x91, 6, 4, 0x93, 7, 0xa0, 0xc2]);
  const [completion, ping, close] = messagePack.decode(frame);
  assert.deepEqual(completion?.result, [null, false, true, 127, -32, 200, 256, 65536, 0x19a00000000, -128, -256, -65536, -2, 1.5, 1.5, "a", "b", [1], { k: 2 }].map((value) => value ?? undefined));
  assert.deepEqual([ping, close], [{ type: 6 }, { type: 7, error: "" }]);
});

test("JSON messages are records", () => {
  assert.deepEqual(json.decode(`${json.encode({ type: 6 }) as string}{"type":3,"invocationId":"1"}\u001e`), [{ type: 6 }, { type: 3, invocationId: "1" }]);
});

test("addresses of the server are the server's, whatever page they are on", () => {
  const root = "https://news.example.kr/";
  const below = "https://www.paper.kr/sokbo/";
  const found = (server: string, ...addresses: string[]) => addresses.map((address) => absolute(address, server));
  assert.deepEqual(found(root, "/media/a.png", "media/a.png", "?a=1", "/"), [`${root}media/a.png`, `${root}media/a.png`, `${root}?a=1`, root]);
  assert.deepEqual(found(below, "/media/a.png", "media/a.png", "/"), [`${below}media/a.png`, `${below}media/a.png`, below]);
  assert.deepEqual(found(below, "//host.kr/x", "https://host.kr/x", "http://host.kr/x"), ["https://host.kr/x", "https://host.kr/x", "http://host.kr/x"]);
  assert.deepEqual(found(below, "/https://host.kr/x", "/javascript:alert(1)"), [`${below}https://host.kr/x`, `${below}javascript:alert(1)`]);
  assert.deepEqual(found(root, "/검색?q=가"), [`${root}%EA%B2%80%EC%83%89?q=%EA%B0%80`]);
  assert.deepEqual(found(root, "mailto:a@b.kr", "tel:02-1234"), ["mailto:a@b.kr", "tel:02-1234"]);
  assert.deepEqual(
    found(root, "javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "blob:https://a/b", "https://", ""),
    ["", "", "", "", "", "", ""]);
});

test("the module API gives whole states", () => {
  const change = (kind: Change["kind"], data: unknown): Change => ({ topic: "t", epoch: "e", seq: 1, kind, data });
  const article = fold("article/a", undefined, change("snapshot", { headline: "하나", notes: [{ at: 1, text: "x" }] }));
  assert.deepEqual(fold("article/a", article, change("delta", { headline: "둘", addedNotes: [{ at: 2, text: "y" }] })), {
    headline: "둘", notes: [{ at: 1, text: "x" }, { at: 2, text: "y" }],
  });
  const list = fold("front/default", undefined, change("snapshot", { cards: [{ id: "a", firstPublishedAt: 1 }, { id: "0", firstPublishedAt: 0 }] }));
  assert.deepEqual(fold("front/default", list, change("delta", { upserted: [{ id: "b", firstPublishedAt: 2 }], removed: ["0"] })), {
    cards: [{ id: "b", firstPublishedAt: 2 }, { id: "a", firstPublishedAt: 1 }],
  });
});

test("a banner stays through errors, goes when it is withdrawn, and the place is empty when nothing fills it", async (t) => {
  const answers: (Decision | undefined | Error)[] = [];
  const shown: string[] = [];
  let asked = 0;
  const rotation = new Rotation({
    ready: true,
    ask: () => {
      asked++;
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    show: (_, creative) => shown.push(creative.id),
    clear: () => shown.push("-"),
    withdrawn: () => shown.push("withdrawn"),
    due: () => undefined,
    interval: () => undefined,
  }, { lineup: 3 }, () => 0);
  t.after(() => rotation.end());

  answers.push({ creative: { id: "a" } }, new Error("offline"), undefined);
  await rotation.next();
  await rotation.next();
  await rotation.next();
  assert.deepEqual(shown, ["a"]);
  answers.push({ creative: { id: "a" } }, { creative: { id: "b" } });
  rotation.settings({ id: "s", lineup: 3, withdrawn: ["a"] });
  await until("asked again", () => asked === 4);
  await rotation.next();
  assert.deepEqual(shown, ["a", "-", "withdrawn", "-", "b"]);
  answers.push({ reason: "no-candidate" });
  await rotation.next();
  assert.equal(shown.at(-1), "-");
});
