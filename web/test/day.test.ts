import assert from "node:assert/strict";
import { test } from "node:test";
import { Exposure } from "../src/ads/exposure";
import { Impression } from "../src/ads/impression";
import { Moment } from "../src/ads/moment";
import { PageWatch } from "../src/ads/pageWatch";
import { Rotation } from "../src/ads/rotation";
import { ViewTimer } from "../src/ads/viewTimer";
import { FakePage } from "./fakePage";

const hour = 3_600_000;
const stepMilliseconds = 500;

/** A page with one place that stays open, its interval half a minute, and what it has told. */
function openPage(page: FakePage) {
  const exposure = new Exposure(new PageWatch());
  exposure.watch(page.element());
  const told: string[] = [];
  let asked = 0;
  let impression: Impression | undefined;
  let timer: ViewTimer;
  const rotation: Rotation = new Rotation({
    get ready() { return exposure.laidOut && exposure.page.showing; },
    ask: () => Promise.resolve({ ticket: `t${++asked}`, creative: { id: `c.${asked % 2}` } }),
    show: (decision) => {
      impression?.end();
      impression = new Impression({
        ticket: decision.ticket!, asked: new Moment(), loaded: Promise.resolve(), exposure,
        tell: (ticket, event) => told.push(`${ticket} ${event}`), lapsed: () => void rotation.next(),
      });
    },
    clear: () => impression?.end(),
    withdrawn: () => undefined,
    due: (milliseconds) => timer.start(milliseconds),
    interval: (milliseconds) => timer.interval(milliseconds),
  }, { intervalSeconds: 30 });
  timer = new ViewTimer(exposure, () => void rotation.next());
  return { rotation, told, asked: () => asked };
}

test("a page that is open for a day and seen for nine hours of it swaps exactly as often as nine hours have intervals", async (t) => {
  const page = new FakePage(t);
  const { rotation, told, asked } = openPage(page);
  const live = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= stepMilliseconds) {
      t.mock.timers.tick(stepMilliseconds);
      await page.settle();
      page.frame();
    }
  };
  void rotation.next();
  await page.settle();

  // Read, put away, left alone by night with the lid closed, and read again.
  await live(4 * hour + 10_000);
  page.hide(true);
  await live(3 * hour);
  page.hide(false);
  await live(2 * hour + 10_000);
  page.focus(false);
  await live(2 * hour);
  page.sleep(10 * hour);
  page.focus(true);
  await live(3 * hour - 30_000);

  const intervals = (9 * hour - 10_000) / 30_000;
  assert.ok(Math.abs(asked() - Math.floor(intervals + 1)) <= 1, `${asked()} banners in ${intervals} intervals`);
  assert.equal(new Set(told).size, told.length, "something was told twice");
  const rendered = told.filter((line) => line.endsWith("rendered")).length;
  const viewable = told.filter((line) => line.endsWith("viewable")).length;
  assert.equal(rendered, asked());
  assert.ok(asked() - viewable <= 1, `${viewable} of ${asked()} were seen`);
});
