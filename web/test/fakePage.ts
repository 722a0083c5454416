import type { TestContext } from "node:test";

type Box = { share: number; width: number; height: number };

/** As much of a page as the banners look at, in the hands of a test: what is on screen, frames, storage and time. */
export class FakePage {
  readonly document = Object.assign(new EventTarget(), {
    documentElement: { lang: "ko" }, visibilityState: "visible", prerendering: false, hasFocus: () => this.focused,
    createElement: () => new Button(),
  });
  readonly window: EventTarget & { parent?: unknown; sokbo?: Record<string, unknown> } = new EventTarget();
  readonly print = Object.assign(new EventTarget(), { matches: false });
  readonly local = new FakeStorage();
  readonly session = new FakeStorage();
  readonly sent: string[] = [];
  readonly requests: { url: string; init: RequestInit; answer: (response: Response | Error) => void }[] = [];
  focused = true;
  takesBeacons = true;
  readonly #boxes = new Map<object, Box>();
  readonly #observers = new Set<{ look: (target: object) => void }>();
  #frames: (() => void)[] = [];

  /** Also mocks setTimeout, and a clock for both of the page's. */
  constructor(private readonly t: TestContext) {
    t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_700_000_000_000 });
    const page = this;
    page.window.parent = page.window;
    class Observer {
      readonly #targets = new Set<object>();

      constructor(private readonly seen: (entries: object[]) => void) {
        page.#observers.add(this);
      }

      observe(target: object): void {
        this.#targets.add(target);
        this.look(target);
      }

      disconnect(): void {
        this.#targets.clear();
      }

      look(target: object): void {
        const { share, width, height } = page.#boxes.get(target) ?? { share: 0, width: 0, height: 0 };
        if (this.#targets.has(target)) {
          this.seen([{ intersectionRatio: share, isIntersecting: share > 0, boundingClientRect: { width, height } }]);
        }
      }
    }

    const globals: Record<string, unknown> = {
      document: page.document,
      window: page.window,
      matchMedia: () => page.print,
      IntersectionObserver: Observer,
      ResizeObserver: class { observe(): void {} disconnect(): void {} },
      requestAnimationFrame: (frame: () => void) => page.#frames.push(frame),
      cancelAnimationFrame: (id: number) => { page.#frames[id - 1] = () => undefined; },
      location: { pathname: "/articles/1" },
      localStorage: page.local,
      sessionStorage: page.session,
      navigator: { sendBeacon: (_: string, body: string) => page.takesBeacons && page.sent.push(body) > 0 },
      performance: { now: () => Date.now() },
      fetch: (url: string, init: RequestInit) => new Promise<Response>((done, fail) => {
        page.requests.push({ url, init, answer: (response) => response instanceof Error ? fail(response) : done(response) });
      }),
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
    }
  }

  element(share = 1, width = 300, height = 250): Element {
    const element = Object.assign(new EventTarget(), { hidden: false });
    this.#boxes.set(element, { share, width, height });
    return element as unknown as Element;
  }

  scroll(element: Element, share: number, width = 300, height = 250): void {
    this.#boxes.set(element, { share, width, height });
    this.#observers.forEach((observer) => observer.look(element));
  }

  hide(hidden: boolean): void {
    this.document.visibilityState = hidden ? "hidden" : "visible";
    this.document.dispatchEvent(new Event("visibilitychange"));
  }

  focus(focused: boolean): void {
    this.focused = focused;
    this.window.dispatchEvent(new Event(focused ? "focus" : "blur"));
  }

  /** Time goes on in steps that a browser would make. */
  pass(milliseconds: number): void {
    for (let left = milliseconds; left > 0; left -= 10) {
      this.t.mock.timers.tick(Math.min(10, left));
    }
  }

  /** The machine sleeps: time has gone, and no timer was called meanwhile. */
  sleep(milliseconds: number): void {
    this.t.mock.timers.setTime(Date.now() + milliseconds);
  }

  /** One frame: none in a hidden page. */
  frame(): void {
    if (this.document.visibilityState === "visible") {
      this.#frames.splice(0).forEach((frame) => frame());
    }
  }

  /** What is waited for by promises happens. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) {
      await Promise.resolve();
    }
  }

  body(index: number): Record<string, unknown> {
    return JSON.parse(this.requests[index]!.init.body as string) as Record<string, unknown>;
  }
}

/** As much of a button as its pause touches. */
export class Button extends EventTarget {
  readonly classes = new Set<string>();
  readonly attributes = new Map<string, string>();
  readonly classList = { toggle: (name: string, on: boolean) => on ? this.classes.add(name) : this.classes.delete(name) };

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(): void {
  }
}

/** Keys are own properties, as in a browser's. */
class FakeStorage {
  [key: string]: unknown;

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? this[key] as string : null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    delete this[key];
  }
}
