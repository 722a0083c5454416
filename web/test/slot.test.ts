import assert from "node:assert/strict";
import { test } from "node:test";

/** As much of a button as its pause touches. */
class Button extends EventTarget {
  readonly classes = new Set<string>();
  readonly attributes = new Map<string, string>();
  readonly classList = { toggle: (name: string, on: boolean) => on ? this.classes.add(name) : this.classes.delete(name) };

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(): void {
  }
}

/** A page in view, with everything on screen. */
function openPage(): void {
  Object.assign(globalThis, {
    document: Object.assign(new EventTarget(), {
      documentElement: { lang: "ko" }, visibilityState: "visible", hasFocus: () => true, createElement: () => new Button(),
    }),
    window: new EventTarget(),
    IntersectionObserver: class {
      constructor(private readonly seen: (entries: object[]) => void) {
      }

      observe(): void {
        this.seen([{ intersectionRatio: 1 }]);
      }

      disconnect(): void {
      }
    },
  });
}

test("a banner that the reader paused stays, also under the timer of an element that follows anew", async (t) => {
  openPage();
  const { BannerPause } = await import("../src/view/bannerPause");
  const { ViewTimer } = await import("../src/view/viewTimer");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let changes = 0;
  const pause = new BannerPause();
  const button = pause.button as unknown as Button;
  const begin = () => {
    const timer = new ViewTimer(new EventTarget() as Element, () => changes++);
    pause.rule(timer);
    timer.start(5_000);
    return timer;
  };

  const first = begin();
  t.mock.timers.tick(5_000);
  assert.equal(changes, 1);
  first.start(5_000);
  button.dispatchEvent(new Event("click"));
  t.mock.timers.tick(60_000);
  assert.equal(changes, 1);
  assert.deepEqual([button.attributes.get("aria-label"), ...button.classes], ["광고 바꾸기 계속", "icon-play"]);

  first.end();
  begin();
  t.mock.timers.tick(60_000);
  assert.equal(changes, 1);

  button.dispatchEvent(new Event("click"));
  t.mock.timers.tick(5_000);
  assert.equal(changes, 2);
  assert.deepEqual([button.attributes.get("aria-label"), ...button.classes], ["광고 멈추기", "icon-pause"]);
});
