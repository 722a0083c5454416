import assert from "node:assert/strict";
import { test } from "node:test";
import { Beacons } from "../src/ads/beacons";
import { consentOf, offerConsent } from "../src/ads/consent";
import { Desk } from "../src/ads/desk";
import { Exposure } from "../src/ads/exposure";
import { Impression } from "../src/ads/impression";
import { Moment } from "../src/ads/moment";
import { PageWatch } from "../src/ads/pageWatch";
import { ViewTimer } from "../src/ads/viewTimer";
import { FakePage } from "./fakePage";

const server = "https://news.example.kr/";

/** A banner of text with a ticket, and what it tells. */
function banner(page: FakePage, element = page.element(), loaded: Promise<unknown> = Promise.resolve()) {
  const exposure = new Exposure(new PageWatch());
  exposure.watch(element);
  const told: string[] = [];
  let lapsed = 0;
  const impression = new Impression({
    ticket: "t", asked: new Moment(), loaded, exposure, tell: (ticket, event) => told.push(`${ticket} ${event}`), lapsed: () => lapsed++,
  });
  return { element, exposure, impression, told, lapsed: () => lapsed };
}

async function painted(page: FakePage): Promise<void> {
  await page.settle();
  page.frame();
  page.frame();
}

test("a banner renders in the first frame that shows it and is viewable after one second, each once", async (t) => {
  const page = new FakePage(t);
  const { told } = banner(page);
  await page.settle();
  page.frame();
  assert.deepEqual(told, []);
  page.frame();
  assert.deepEqual(told, ["t rendered"]);

  page.pass(990);
  assert.deepEqual(told, ["t rendered"]);
  page.pass(10);
  assert.deepEqual(told, ["t rendered", "t viewable"]);

  page.hide(true);
  page.hide(false);
  page.pass(60_000);
  page.frame();
  assert.deepEqual(told, ["t rendered", "t viewable"]);
});

test("the second begins anew whenever it is interrupted", async (t) => {
  const page = new FakePage(t);
  const { told, element } = banner(page);
  await painted(page);
  const interruptions: [(on: boolean) => void][] = [
    [(on) => page.hide(on)],
    [(on) => page.focus(!on)],
    [(on) => page.scroll(element, on ? 0.49 : 0.5)],
    [(on) => page.scroll(element, on ? 0 : 1, on ? 0 : 300, on ? 0 : 250)],
    [(on) => page.window.dispatchEvent(new Event(on ? "beforeprint" : "afterprint"))],
    [(on) => { page.print.matches = on; page.print.dispatchEvent(new Event("change")); }],
    [(on) => page.window.dispatchEvent(new Event(on ? "pagehide" : "pageshow"))],
  ];
  for (const [interrupt] of interruptions) {
    page.pass(900);
    interrupt(true);
    page.pass(5_000);
    interrupt(false);
  }

  page.pass(990);
  assert.deepEqual(told, ["t rendered"]);
  page.pass(10);
  assert.deepEqual(told, ["t rendered", "t viewable"]);
});

test("sleep is not looking: neither the second nor the interval goes on in it", async (t) => {
  const page = new FakePage(t);
  const { told } = banner(page);
  await painted(page);
  let due = 0;
  new ViewTimer({ viewable: true, listen: () => () => undefined }, () => due++).start(10_000);
  page.pass(700);
  page.sleep(3_600_000);
  page.pass(10);
  assert.deepEqual([told, due], [["t rendered"], 0]);
  page.pass(980);
  assert.deepEqual(told, ["t rendered"]);
  page.pass(20);
  assert.deepEqual([told, due], [["t rendered", "t viewable"], 0]);
  page.pass(8_400);
  assert.equal(due, 0);
  page.pass(200);
  assert.equal(due, 1);
});

test("30 % are enough for a billboard, 50 % for anything smaller, and nothing is for what has no box", (t) => {
  const page = new FakePage(t);
  const exposure = new Exposure(new PageWatch());
  const viewable = (share: number, width: number, height: number) => {
    exposure.watch(page.element(share, width, height));
    return exposure.viewable;
  };
  assert.deepEqual([viewable(0.3, 970, 250), viewable(0.29, 970, 250), viewable(0.3, 969.7, 249.8), viewable(0.3, 969, 250)], [true, false, true, false]);
  assert.deepEqual([viewable(0.5, 300, 250), viewable(0.49, 300, 250), viewable(1, 0, 0), viewable(1, 1, 1), viewable(1, 728, 0)], [true, false, false, false, false]);

  const hidden = Object.assign(page.element(), { checkVisibility: () => false });
  exposure.watch(hidden);
  assert.equal(exposure.viewable, false);
});

test("nothing renders in a page or a place that cannot be seen", async (t) => {
  const page = new FakePage(t);
  const told: string[][] = [];
  const rest = [
    () => page.hide(true), () => page.hide(false),
    () => { page.document.prerendering = true; page.document.dispatchEvent(new Event("prerenderingchange")); }, () => { page.document.prerendering = false; page.document.dispatchEvent(new Event("prerenderingchange")); },
    () => page.window.dispatchEvent(new Event("beforeprint")), () => page.window.dispatchEvent(new Event("afterprint")),
    () => page.window.dispatchEvent(new Event("pagehide")), () => page.window.dispatchEvent(new Event("pageshow")),
  ];
  for (let step = 0; step < rest.length; step += 2) {
    const exposure = new Exposure(new PageWatch());
    exposure.watch(page.element());
    rest[step]!();
    const its: string[] = [];
    told.push(its);
    new Impression({ ticket: "t", asked: new Moment(), loaded: Promise.resolve(), exposure, tell: (_, event) => its.push(event), lapsed: () => undefined });
    // The watch of this page has to hear it too.
    rest[step]!();
    await painted(page);
    page.pass(2_000);
    assert.deepEqual(its, [], `step ${step}`);
    rest[step + 1]!();
    await painted(page);
    assert.deepEqual(its, ["rendered"], `step ${step}`);
  }

  const collapsed = banner(page, page.element(1, 0, 0));
  await painted(page);
  page.pass(2_000);
  assert.deepEqual(collapsed.told, []);
  page.scroll(collapsed.element, 0, 300, 250);
  await painted(page);
  assert.deepEqual(collapsed.told, ["t rendered"]);
});

test("a page that is hidden between two frames has not rendered", async (t) => {
  const page = new FakePage(t);
  const { told } = banner(page);
  await page.settle();
  page.frame();
  page.hide(true);
  page.document.visibilityState = "visible";
  page.frame();
  assert.deepEqual(told, []);
});

test("a picture renders when it has loaded, and never when it cannot be", async (t) => {
  const page = new FakePage(t);
  let load = () => {};
  const good = banner(page, page.element(), new Promise<void>((done) => (load = done)));
  const bad = banner(page, page.element(), Promise.reject(new Error("broken")));
  await painted(page);
  assert.deepEqual(good.told, []);
  load();
  await painted(page);
  assert.deepEqual(good.told, ["t rendered"]);
  page.pass(5_000);
  assert.deepEqual(bad.told, []);
});

test("a ticket that was not rendered within 50 s is dropped, also when the page slept or is hidden", async (t) => {
  for (const away of [(page: FakePage) => page.pass(50_100), (page: FakePage) => page.sleep(50_100)]) {
    const page = new FakePage(t);
    const { told, lapsed } = banner(page);
    page.hide(true);
    await page.settle();
    away(page);
    page.hide(false);
    await painted(page);
    assert.deepEqual([told, lapsed()], [[], 1]);
    t.mock.timers.reset();
  }

  const page = new FakePage(t);
  const { told, lapsed } = banner(page);
  page.hide(true);
  await page.settle();
  page.pass(49_000);
  page.hide(false);
  await painted(page);
  page.pass(100_000);
  assert.deepEqual([told, lapsed()], [["t rendered", "t viewable"], 0]);
});

test("a banner that has given way tells nothing more", async (t) => {
  const page = new FakePage(t);
  const first = banner(page);
  await painted(page);
  page.pass(500);
  first.impression.end();
  page.pass(5_000);
  assert.deepEqual(first.told, ["t rendered"]);

  const second = banner(page);
  second.impression.end();
  await painted(page);
  page.pass(100_000);
  assert.deepEqual([second.told, second.lapsed()], [[], 0]);
});

test("beacons of one frame leave together, and again with jitter until they are kept", async (t) => {
  const page = new FakePage(t);
  const beacons = new Beacons(`${server}ads/events`, "omit", () => 0.5);
  beacons.add("a", "rendered");
  beacons.add("b", "rendered");
  page.pass(1);
  assert.equal(page.requests.length, 1);
  const both = [{ ticket: "a", event: "rendered" }, { ticket: "b", event: "rendered" }];
  assert.deepEqual([page.body(0), page.requests[0]!.init.keepalive, page.requests[0]!.init.credentials], [both, true, "omit"]);

  page.requests[0]!.answer(new Response(null, { status: 503, headers: { "retry-after": "1" } }));
  await page.settle();
  page.pass(1_490);
  assert.equal(page.requests.length, 1);
  page.pass(20);
  assert.deepEqual(page.body(1), both);
  page.requests[1]!.answer(new Error("offline"));
  await page.settle();
  page.pass(1_000);
  assert.deepEqual(page.body(2), both);
  page.requests[2]!.answer(new Response(null, { status: 204 }));
  await page.settle();
  page.pass(60_000);
  assert.equal(page.requests.length, 3);
});

test("what is refused for good is not sent again, and what is never kept is given up", async (t) => {
  const page = new FakePage(t);
  const beacons = new Beacons(`${server}ads/events`, "omit", () => 0.5);
  beacons.add("a", "rendered");
  page.pass(1);
  page.requests[0]!.answer(new Response(null, { status: 400 }));
  await page.settle();
  page.pass(60_000);
  assert.equal(page.requests.length, 1);

  beacons.add("b", "rendered");
  for (let turn = 1; turn < 30; turn++) {
    page.pass(20_000);
    page.requests[turn]?.answer(new Error("offline"));
    await page.settle();
  }

  assert.equal(page.requests.length, 11);
});

test("as many beacons wait as the server takes at once, the newest", async (t) => {
  const page = new FakePage(t);
  const beacons = new Beacons(`${server}ads/events`, "omit", () => 0.5);
  for (let number = 0; number < 150; number++) {
    beacons.add(`t${number}`, "rendered");
  }

  page.pass(1);
  const sent = page.body(0) as unknown as { ticket: string }[];
  assert.deepEqual([sent.length, sent[0]!.ticket, sent.at(-1)!.ticket], [100, "t50", "t149"]);
});

test("a page that leaves hands over what was not sent, once", async (t) => {
  const page = new FakePage(t);
  const beacons = new Beacons(`${server}ads/events`, "omit", () => 0.5);
  beacons.add("a", "viewable");
  page.window.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(page.sent, ['[{"ticket":"a","event":"viewable"}]']);

  // Back from the back-forward cache there is nothing left to send.
  page.hide(true);
  page.hide(false);
  page.window.dispatchEvent(new Event("pageshow"));
  page.pass(60_000);
  assert.deepEqual([page.sent.length, page.requests.length], [1, 0]);

  // Where the browser does not take it, the page that comes back sends it itself.
  page.takesBeacons = false;
  beacons.add("b", "rendered");
  page.window.dispatchEvent(new Event("pagehide"));
  page.window.dispatchEvent(new Event("pageshow"));
  assert.deepEqual(page.body(0), [{ ticket: "b", event: "rendered" }]);
});

/** Answers what was asked at last. */
async function answer(page: FakePage, index: number, decisions: object[], capToken?: string): Promise<void> {
  page.requests[index]!.answer(new Response(JSON.stringify({ decisions, capToken })));
  // Response.json is not settled by microtasks alone.
  await new Promise((done) => setImmediate(done));
  await page.settle();
}

test("places ask together, one request at a time, and say what the others show", async (t) => {
  const page = new FakePage(t);
  const desk = new Desk(server, "paper", "omit");
  const [top, bottom, side] = [{}, {}, {}];
  const first = Promise.all([desk.ask(top, "a", false), desk.ask(bottom, "a", false)]);
  page.pass(1);
  assert.deepEqual(page.body(0), { site: "paper", slots: ["a", "a"], page: { path: "/articles/1" }, consent: false });
  const third = desk.ask(side, "c", false);
  page.pass(1_000);
  assert.equal(page.requests.length, 1);

  // Two places of one slot get one each.
  await answer(page, 0, [{ slot: "a", creative: { id: "x" } }, { slot: "a", creative: { id: "y" } }]);
  const [one, two] = await first;
  assert.deepEqual([one!.creative, two!.creative], [{ id: "x" }, { id: "y" }]);
  desk.shows(top, "x");
  desk.shows(bottom, "y");
  page.pass(1);
  await page.settle();
  assert.deepEqual(page.body(1), { site: "paper", slots: ["c"], page: { path: "/articles/1", shown: ["x", "y"] }, consent: false });
  await answer(page, 1, [{ slot: "c", reason: "no-candidate" }]);
  assert.equal((await third)!.reason, "no-candidate");

  page.pass(1);
  await page.settle();
  desk.shows(top, undefined);
  const failed = desk.ask(bottom, "a", false);
  page.pass(1);
  assert.deepEqual((page.body(2)["page"] as object), { path: "/articles/1" });
  page.requests[2]!.answer(new Error("offline"));
  assert.equal(await failed, undefined);
});

test("what the server says on caps is kept for the visit, and for longer only with consent", async (t) => {
  const page = new FakePage(t);
  const desk = new Desk(server, undefined, "omit");
  let asked = 0;
  const ask = async (consent: boolean, token: string) => {
    const got = desk.ask({}, "a", consent);
    page.pass(1);
    const sent = page.body(asked);
    await answer(page, asked++, [{ slot: "a" }], token);
    await got;
    page.pass(1);
    await page.settle();
    return [sent["consent"], sent["capToken"]];
  };

  assert.deepEqual(await ask(false, "one"), [false, undefined]);
  assert.deepEqual([Object.values(page.session), Object.values(page.local)], [["one"], []]);
  assert.deepEqual(await ask(true, "two"), [true, "one"]);
  assert.deepEqual(await ask(true, "three"), [true, "two"]);
  assert.deepEqual([Object.values(page.session), Object.values(page.local)], [["one"], ["three"]]);

  // Another visit: without consent nothing of the earlier one is sent.
  page.session.removeItem(Object.keys(page.session)[0]!);
  const other = new Desk(server, undefined, "omit");
  void other.ask({}, "a", false);
  page.pass(1);
  assert.equal(page.body(asked)["capToken"], undefined);
});

test("consent is the element's, else the page's, else none, and can be taken back", (t) => {
  const page = new FakePage(t);
  const element = (attributes: Record<string, string> = {}) => ({ getAttribute: (name: string) => attributes[name] ?? null }) as unknown as Element;
  page.window.sokbo = { consent: "granted" };
  page.local.setItem("sokbo-caps x", "token");
  page.local.setItem("other", "kept");
  offerConsent();
  offerConsent();
  assert.equal(consentOf(element()), true);
  assert.deepEqual([consentOf(element({ consent: "denied" })), consentOf(element({ "data-consent": "" }))], [false, false]);

  const consent = page.window.sokbo["consent"] as (granted: unknown) => void;
  consent(false);
  assert.deepEqual([consentOf(element()), consentOf(element({ "data-consent": "granted" }))], [false, true]);
  assert.deepEqual(Object.keys(page.local), ["other"]);
  consent(true);
  assert.equal(consentOf(element()), true);

  delete page.window.sokbo;
  offerConsent();
  assert.equal(consentOf(element()), false);
});
