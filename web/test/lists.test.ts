import assert from "node:assert/strict";
import { test } from "node:test";
import { reconnectDelay } from "../src/live/backoff";
import { ServerClock } from "../src/live/clock";
import { bodyHtml } from "../src/view/blocks";
import { applyListDelta, arrange } from "../src/view/cards";
import { common } from "../src/view/difference";
import { readable } from "../src/view/dots";
import { applyLiveDelta, liveKeys } from "../src/view/livePosts";
import { dateAndTime, dateWithWeekday, shortDateAndTime } from "../src/view/time";

const card = (id: string, at: number) => ({ id, revision: 1, section: "s", headline: id, firstPublishedAt: at, modifiedAt: at });

test("a list delta removes, replaces and sorts", () => {
  const keys = [{ id: "c", at: 3 }, { id: "b", at: 2 }, { id: "a", at: 1 }];
  assert.deepEqual(
    applyListDelta(keys, { upserted: [card("d", 2), card("a", 1)], removed: ["c", "x"] }).map((key) => key.id),
    ["d", "b", "a"]);
});

test("a list keeps its bound", () => {
  const keys = Array.from({ length: 60 }, (_, index) => ({ id: `k${index}`, at: 100 - index }));
  const after = applyListDelta(keys, { upserted: [card("new", 1_000)] });
  assert.equal(after.length, 60);
  assert.equal(after[0]?.id, "new");
  assert.ok(!after.some((key) => key.id === "k59"));
});

test("equal blocks are found around a change", () => {
  const equal = (a: string, b: string) => a === b;
  assert.deepEqual(common([..."abcd"], [..."abXd"], equal), [[0, 0], [1, 1], [3, 3]]);
  assert.deepEqual(common([..."abcd"], [..."cd"], equal), [[2, 0], [3, 1]]);
  assert.deepEqual(common([..."axbyc"], [..."zaby"], equal), [[0, 1], [2, 2], [3, 3]]);
  assert.deepEqual(common([], [..."ab"], equal), []);
  assert.deepEqual(common([..."aa"], [..."aaa"], equal), [[0, 0], [1, 1]]);
});

test("blocks are written as the server writes them", () => {
  assert.deepEqual(bodyHtml([
    { kind: "paragraph", html: "<b>가</b>" },
    { kind: "heading", level: 3, html: "나" },
    { kind: "image", url: "/a\"b.jpg", alt: "<다>", width: 30, height: 20, html: "라" },
    { kind: "image", url: "/c.jpg" },
    { kind: "quote", html: "마" },
    { kind: "list", ordered: true, items: ["바", "사"] },
    { kind: "table", html: "아", headed: true, rows: [["자"], ["<b>차</b>"]] },
    { kind: "embed", url: "https://tv.naver.com/embed/1", alt: "\"영상\"" },
  ]), [
    "<p><b>가</b></p>",
    "<h3>나</h3>",
    '<figure><img src="/a&quot;b.jpg" alt="&lt;다&gt;" width="30" height="20" fetchpriority="high" decoding="async"><figcaption>라</figcaption></figure>',
    '<figure><img src="/c.jpg" alt="" loading="lazy" decoding="async"></figure>',
    "<blockquote><p>마</p></blockquote>",
    "<ol><li>바</li><li>사</li></ol>",
    '<div class="table" tabindex="0"><table><caption>아</caption><tbody><tr><th scope="col">자</th></tr><tr><td><b>차</b></td></tr></tbody></table></div>',
    '<figure class="embed"><iframe src="https://tv.naver.com/embed/1" title="&quot;영상&quot;" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" allow="fullscreen; picture-in-picture"></iframe></figure>',
  ]);
});

test("a picture that is kept here comes in the size that fits, with its credit, and a file can be taken away", () => {
  const hash = "a".repeat(64);
  assert.deepEqual(bodyHtml([
    { kind: "image", url: `/pictures/${hash}.jpg`, alt: "가", width: 1200, height: 800, html: "나", credit: "다=<라>", widths: [480, 960] },
    { kind: "image", url: "/c.jpg", alt: "마", credit: "바" },
    { kind: "file", url: "https://www.example.kr/a.pdf", html: "사.pdf" },
  ]), [
    `<figure><img src="/pictures/${hash}.jpg" alt="가" width="1200" height="800" srcset="/pictures/${hash}-480.webp 480w, /pictures/${hash}-960.webp 960w, /pictures/${hash}.jpg 1200w" sizes="(min-width: 43rem) 43rem, 100vw" fetchpriority="high" decoding="async"><figcaption>나 <span class="credit">다=&lt;라&gt;</span></figcaption></figure>`,
    '<figure><img src="/c.jpg" alt="마" loading="lazy" decoding="async"><figcaption><span class="credit">바</span></figcaption></figure>',
    '<p class="file"><a href="https://www.example.kr/a.pdf" download>사.pdf</a></p>',
  ]);
});

test("no picture of a post loads before the reader comes near", () => {
  const picture = { kind: "image", url: "/a.png", alt: "" } as const;
  assert.match(bodyHtml([picture])[0]!, /fetchpriority="high"/);
  assert.match(bodyHtml([picture], true)[0]!, /loading="lazy"/);
});

test("dots without a sign in Korean fonts are shown as middle dots, in text only", () => {
  assert.equal(readable("문화\u2024예술\u2027체육·교육"), "문화·예술·체육·교육");
  assert.deepEqual(
    bodyHtml([{ kind: "paragraph", html: '가\u2024나 <a href="/a\u2027b" rel="noopener">다\u2027라</a>' }]),
    ['<p>가·나 <a href="/a\u2027b" rel="noopener">다·라</a></p>']);
});

test("times are those of Seoul, whatever the reader's zone", () => {
  const time = Date.UTC(2024, 3, 26, 15, 5);
  assert.equal(dateWithWeekday(time), "2024.04.27 (토)");
  assert.equal(dateAndTime(time), "2024.04.27 00:05");
  assert.equal(shortDateAndTime(time), "04.27 00:05");
});

test("reconnecting is spread over a growing time and never stops", () => {
  assert.equal(reconnectDelay(0, () => 0.999) < 500, true);
  assert.equal(reconnectDelay(3, () => 0.5), 2_000);
  assert.equal(reconnectDelay(10_000, () => 0.5), 10_000);
});

test("the server's clock is the largest offset seen", () => {
  let local = 1_000;
  const clock = new ServerClock(() => local);
  assert.equal(clock.now(), 1_000);
  clock.note(5_000);
  local = 2_000;
  clock.note(5_500);
  clock.note(Number.NaN);
  assert.equal(clock.now(), 6_000);
});

test("a stamp that may be old does not set back a clock of which nothing else is known", () => {
  let local = 1_000_000;
  const clock = new ServerClock(() => local);
  clock.note(10_000, true);
  assert.equal(clock.now(), 1_000_000);

  clock.note(1_500_000, true);
  assert.equal(clock.now(), 1_500_000, "This device is behind, whenever that was.");

  const ahead = new ServerClock(() => local);
  ahead.note(400_000);
  assert.equal(ahead.now(), 400_000);
  ahead.note(10_000, true);
  assert.equal(ahead.now(), 400_000);
  local += 10_000;
  ahead.note(411_000, true);
  assert.equal(ahead.now(), 411_000);
});

test("arranged cards stand in their places and the rest newest first around them", () => {
  const keys = [{ id: "d", at: 4 }, { id: "c", at: 3 }, { id: "b", at: 2 }, { id: "a", at: 1 }];
  const ids = (places: { id: string; index: number }[]) => arrange(keys, places).map((key) => key.id).join("");
  assert.equal(ids([]), "dcba");
  assert.equal(ids([{ id: "a", index: 0 }, { id: "d", index: 3 }]), "acbd");
  assert.equal(ids([{ id: "gone", index: 0 }, { id: "b", index: 9 }]), "dcab");
});

test("posts of a live blog: pinned ones first, then by rank, and what is below the first ones leaves", () => {
  const post = (id: string, rank: number, pinned = false) => ({ id, rank, pinned, revision: 1, at: rank, modifiedAt: rank });
  const keys = liveKeys({ coverageStart: 0, posts: [post("a", 2 ** 40), post("p", 1, true), post("b", 2 ** 41)] });
  assert.deepEqual(keys.map((key) => key.id), ["p", "b", "a"]);
  assert.deepEqual(
    applyLiveDelta(keys, { upserted: [post("c", 2 ** 42), post("p", 1)], removed: ["a"] }).map((key) => key.id),
    ["c", "b", "p"]);
});
