import { ServerClock } from "./clock";
import { Link } from "./link";
import { Reader } from "./reader";
import { Rest } from "./rest";
import { Staleness } from "./staleness";
import { Tabs, tabsOf } from "./tabs";
import { eventStream, longPolling, webSocket } from "./transports";
import type { Codec } from "./codec";

/** Timers of a machine that slept, or of a tab that was frozen, come this much too late. */
const pulseMilliseconds = 10_000;
const gapMilliseconds = 20_000;

/** What one page hears of one server, from the first element to the end of the page. */
export class Session {
  readonly reader: Reader;
  readonly staleness: Staleness;
  readonly #tabs: Tabs;
  readonly #rest: Rest;
  #pulse = Date.now();

  /** `server` ends with a slash; `codec` is loaded before the first connection where it is not JSON. */
  constructor(readonly server: string, codec?: () => Promise<Codec>, readonly clock = new ServerClock()) {
    this.reader = new Reader(clock);
    this.staleness = new Staleness(clock);
    this.#rest = new Rest(this.reader);
    const options = { url: new URL("live", server).href, transports: [webSocket, eventStream, longPolling], ...(codec && { codec }) };
    this.#tabs = new Tabs(this.reader, (owner) => new Link(options, owner), tabsOf(server));
    this.reader.onConnected((connected) => this.staleness.connected(connected));
    this.#listen();
    this.#tabs.start();
  }

  #listen(): void {
    // An open socket or a held lock would keep the page out of the back-forward cache, and a frozen leader its followers in the dark.
    addEventListener("pagehide", () => this.#tabs.stop());
    addEventListener("pageshow", () => this.#tabs.start());
    document.addEventListener("freeze", () => this.#tabs.stop());
    document.addEventListener("resume", () => this.#tabs.start());
    addEventListener("offline", () => this.#tabs.lose());
    addEventListener("online", () => this.#tabs.hurry());
    document.addEventListener("visibilitychange", () => this.#visible());
    this.#visible();
    setInterval(() => this.#beat(), pulseMilliseconds);
  }

  #visible(): void {
    const hidden = document.visibilityState === "hidden";
    this.#rest.hidden(hidden);
    if (!hidden) {
      this.#pulse = Date.now();
      this.#tabs.hurry();
    }
  }

  /** Timers of hidden tabs are late by design; those of a visible one only after sleep. */
  #beat(): void {
    const now = Date.now();
    if (now - this.#pulse > gapMilliseconds && document.visibilityState === "visible") {
      this.#tabs.hurry();
    }

    this.#pulse = now;
  }
}
