import { reconnectDelay, waitDelay } from "../live/backoff";

/** "gone": the server has withdrawn the banner, and it is off the page. */
export type AdEvent = "rendered" | "viewable" | "gone";

interface Beacon {
  readonly ticket: string;
  readonly event: AdEvent;
  attempts: number;
}

/** As many as the server takes at once. A page that cannot send any more drops the oldest. */
const eventsMax = 100;

/** About two minutes: what has not rendered by then is late anyway. */
const attemptsMax = 10;

/** After these the same again can succeed; after any other refusal it cannot. */
const passing = (status: number) => status === 429 || status === 408 || status >= 500;

/** Tells a server what happened to its banners: at once, until it says that it has kept it, and nothing counts twice there. */
export class Beacons {
  #waiting: Beacon[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;

  constructor(private readonly address: string, private readonly credentials: RequestCredentials, private readonly random: () => number = Math.random) {
    // A page that leaves hears no answer any more: the browser takes over what has not been sent.
    window.addEventListener("pagehide", () => {
      if (this.#waiting.length > 0 && navigator.sendBeacon(this.address, body(this.#waiting))) {
        this.#waiting = [];
      }
    });
    // Hidden pages may be discarded without a word.
    document.addEventListener("visibilitychange", () => this.#send());
    window.addEventListener("pageshow", () => this.#send());
  }

  add(ticket: string, event: AdEvent): void {
    this.#keep([{ ticket, event, attempts: 0 }]);
    // Not now: other places of the page tell theirs in the same frame.
    this.#soon(0);
  }

  #keep(beacons: readonly Beacon[]): void {
    this.#waiting = [...this.#waiting, ...beacons].slice(-eventsMax);
  }

  #soon(milliseconds: number): void {
    const due = performance.now() + milliseconds;
    if (due < this.#due) {
      clearTimeout(this.#timer);
      this.#due = due;
      this.#timer = setTimeout(() => this.#send(), milliseconds);
    }
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    const beacons = this.#waiting.splice(0);
    if (beacons.length > 0) {
      void this.#post(beacons);
    }
  }

  async #post(beacons: readonly Beacon[]): Promise<void> {
    // Plain text needs no question to the server beforehand.
    const response = await fetch(this.address, { method: "POST", body: body(beacons), credentials: this.credentials, keepalive: true })
      .catch(() => undefined);
    if (response !== undefined && !passing(response.status)) {
      return;
    }

    const attempt = Math.min(...beacons.map((beacon) => beacon.attempts++));
    this.#keep(beacons.filter((beacon) => beacon.attempts < attemptsMax));
    const seconds = Number(response?.headers.get("retry-after") ?? 0);
    this.#soon(seconds > 0 ? waitDelay(seconds * 1_000, this.random) : reconnectDelay(attempt, this.random));
  }
}

function body(beacons: readonly Beacon[]): string {
  return JSON.stringify(beacons.map(({ ticket, event }) => ({ ticket, event })));
}
