import assert from "node:assert/strict";
import { test } from "node:test";
import { BannerPause } from "../src/ads/bannerPause";
import { Rotation } from "../src/ads/rotation";
import { ViewTimer } from "../src/ads/viewTimer";
import type { Button } from "./fakePage";
import { FakePage } from "./fakePage";

const always = { viewable: true, listen: () => () => undefined };

test("a banner that the reader paused stays, also under the timer of an element that follows anew", (t) => {
  const page = new FakePage(t);
  let changes = 0;
  const pause = new BannerPause();
  const button = pause.button as unknown as Button;
  const begin = () => {
    const timer = new ViewTimer(always, () => changes++);
    pause.rule(timer);
    timer.start(5_000);
    return timer;
  };

  const first = begin();
  page.pass(5_000);
  assert.equal(changes, 1);
  first.start(5_000);
  button.dispatchEvent(new Event("click"));
  page.pass(60_000);
  assert.equal(changes, 1);
  assert.deepEqual([button.attributes.get("aria-label"), ...button.classes], ["광고 바꾸기 계속", "icon-play"]);

  first.end();
  begin();
  page.pass(60_000);
  assert.equal(changes, 1);

  button.dispatchEvent(new Event("click"));
  page.pass(5_000);
  assert.equal(changes, 2);
  assert.deepEqual([button.attributes.get("aria-label"), ...button.classes], ["광고 멈추기", "icon-pause"]);
});

test("a place asks only while it is ready, and then at once for what was due", async (t) => {
  const page = new FakePage(t);
  let asked = 0;
  const place = {
    ready: false,
    ask: () => Promise.resolve({ creative: { id: `c${++asked}` } }),
    show: () => undefined,
    clear: () => undefined,
    withdrawn: () => undefined,
    due: () => undefined,
    interval: () => undefined,
  };
  const rotation = new Rotation(place, {}, () => 0);
  await rotation.next();
  rotation.settings({ id: "s", lineup: 3 });
  page.pass(5_000);
  await page.settle();
  assert.equal(asked, 0);

  place.ready = true;
  rotation.resume();
  await page.settle();
  rotation.resume();
  await page.settle();
  assert.equal(asked, 1);

  // In a hidden tab a withdrawn banner goes, and the next one is asked for when somebody looks.
  place.ready = false;
  rotation.settings({ id: "s", lineup: 3, withdrawn: ["c1"] });
  page.pass(5_000);
  await page.settle();
  assert.equal(asked, 1);
  place.ready = true;
  rotation.resume();
  await page.settle();
  assert.equal(asked, 2);
});

test("a place whose settings come while it asks does not ask twice", async (t) => {
  const page = new FakePage(t);
  const answers: ((decision: object) => void)[] = [];
  const place = {
    ready: false,
    ask: () => new Promise<object>((answer) => answers.push(answer)),
    show: () => undefined,
    clear: () => undefined,
    withdrawn: () => undefined,
    due: () => undefined,
    interval: () => undefined,
  };
  for (const whileAsking of [true, false]) {
    answers.length = 0;
    place.ready = false;
    const rotation = new Rotation(place, {}, () => 0.5);
    void rotation.next();
    const settings = () => rotation.settings({ id: "s", lineup: 3 });
    const begin = () => {
      place.ready = true;
      rotation.resume();
    };
    (whileAsking ? [begin, settings] : [settings, begin]).forEach((step) => step());
    answers[0]!({ creative: { id: "a" } });
    await page.settle();
    page.pass(5_000);
    await page.settle();
    assert.equal(answers.length, 1);
  }
});

test("a gateway without numbers is asked again twice, and after that when the next banner is due", async (t) => {
  const page = new FakePage(t);
  let asked = 0;
  const rotation = new Rotation({
    ready: true,
    ask: () => Promise.resolve(++asked === 7 ? { creative: { id: "a" } } : { reason: "no-lease" }),
    show: () => undefined,
    clear: () => undefined,
    withdrawn: () => undefined,
    due: () => undefined,
    interval: () => undefined,
  }, {}, () => 0.5);
  const turn = async () => {
    await rotation.next();
    for (let step = 0; step < 10; step++) {
      page.pass(3_000);
      await page.settle();
    }

    return asked;
  };
  assert.deepEqual([await turn(), await turn(), await turn(), await turn()], [3, 4, 5, 6]);
  // Whoever got a banner once may ask so again.
  assert.deepEqual([await turn(), await turn()], [7, 10]);
});
