import { Beacons } from "./beacons";
import { Caps } from "./consent";
import { Moment } from "./moment";

export interface Creative {
  readonly id: string;
  readonly text?: string;
  readonly imageUrl?: string;
  readonly frameUrl?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample?: boolean;
}

export interface Decision {
  readonly slot?: string;
  readonly reason?: string;
  readonly ticket?: string;
  readonly clickUrl?: string;
  readonly creative?: Creative;
  readonly sample?: boolean;
  /** Not after the decision: its ticket is at most as old as this. */
  readonly asked?: Moment;
}

interface Answer {
  readonly decisions?: readonly Decision[];
  readonly capToken?: unknown;
}

interface Ask {
  readonly place: object;
  readonly slot: string;
  readonly consent: boolean;
  readonly answer: (decision: Decision | undefined) => void;
}

const slotsMax = 20;
const shownMax = 40;
/** Slots of a page hear of one pause within this. */
const goneTogetherMilliseconds = 2_000;
const answerMillisecondsMax = 15_000;

/**
 * Where the places of a page ask for banners. Those that ask in one frame do it with one request, and one request is
 * under way at a time and says what the other places show: competitors can be kept apart on one page.
 */
export class Desk {
  readonly beacons: Beacons;
  readonly #address: string;
  readonly #caps: Caps;
  readonly #shown = new Map<object, string>();
  readonly #gone = new Set<string>();
  #asks: Ask[] = [];
  #busy = false;

  /** The site is that of the host name unless given. */
  constructor(server: string, private readonly site: string | undefined, private readonly credentials: RequestCredentials) {
    this.#address = new URL("ads/decisions", server).href;
    this.#caps = new Caps(server, site ?? "");
    this.beacons = new Beacons(new URL("ads/events", server).href, credentials);
  }

  /** A place has one question open at most. Nothing where the server could not decide. */
  ask(place: object, slot: string, consent: boolean): Promise<Decision | undefined> {
    return new Promise((answer) => {
      this.#asks.push({ place, slot, consent, answer });
      if (!this.#busy) {
        this.#busy = true;
        setTimeout(() => void this.#work(), 0);
      }
    });
  }

  /** What a place shows from now on. */
  shows(place: object, creative: string | undefined): void {
    if (creative === undefined) {
      this.#shown.delete(place);
    } else {
      this.#shown.set(place, creative);
    }
  }

  /** A campaign was withdrawn: one word of the page, in however many places it was. */
  gone(campaign: string, ticket: string): void {
    if (!this.#gone.has(campaign)) {
      this.#gone.add(campaign);
      setTimeout(() => this.#gone.delete(campaign), goneTogetherMilliseconds);
      this.beacons.add(ticket, "gone");
    }
  }

  async #work(): Promise<void> {
    while (this.#asks.length > 0) {
      const consent = this.#asks[0]!.consent;
      const asks = this.#asks.filter((ask) => ask.consent === consent).slice(0, slotsMax);
      this.#asks = this.#asks.filter((ask) => !asks.includes(ask));
      const asked = new Moment();
      const decisions = await this.#request(asks, consent).catch(() => undefined);
      // By their order: two places of a page may be the same slot.
      asks.forEach(({ answer }, index) => {
        const decision = decisions?.[index];
        answer(decision && { ...decision, asked });
      });
      // The places have put up what they got before the next ones tell the server what is shown.
      await new Promise((done) => setTimeout(done, 0));
    }

    this.#busy = false;
  }

  async #request(asks: readonly Ask[], consent: boolean): Promise<readonly Decision[] | undefined> {
    const asking = new Set(asks.map((ask) => ask.place));
    const shown = new Set([...this.#shown].filter(([place]) => !asking.has(place)).map(([, creative]) => creative));
    const response = await fetch(this.#address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        site: this.site,
        slots: asks.map((ask) => ask.slot),
        page: { path: location.pathname, shown: shown.size > 0 ? [...shown].slice(-shownMax) : undefined },
        capToken: this.#caps.read(consent),
        consent,
      }),
      credentials: this.credentials,
      signal: AbortSignal.timeout(answerMillisecondsMax),
    });
    const answer = response.ok ? (await response.json()) as Answer : undefined;
    this.#caps.write(answer?.capToken, consent);
    return answer?.decisions;
  }
}

const desks = new Map<string, Desk>();

export function deskOf(server: string, site: string | undefined, credentials: RequestCredentials): Desk {
  const key = `${server} ${site ?? ""}`;
  let desk = desks.get(key);
  if (desk === undefined) {
    desks.set(key, desk = new Desk(server, site, credentials));
  }

  return desk;
}
