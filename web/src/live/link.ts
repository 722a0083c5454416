import { adviceOf, Refusal, reconnectDelay, waitDelay } from "./backoff";
import type { Codec } from "./codec";
import { HubClient } from "./hubClient";
import type { Transport } from "./transports";
import type { Position, ReconnectPlan, SubscribeAnswer, SubscribeRequest, Update } from "./wire";

export interface LinkOwner {
  /** Everything that is to be heard, with the positions reached. */
  requests(): readonly SubscribeRequest[];
  /** Of those requests, on a connection that is new. */
  answers(answers: readonly SubscribeAnswer[]): void;
  updates(updates: readonly Update[]): void;
  connected(connected: boolean): void;
}

export interface LinkOptions {
  readonly url: string;
  /** The first is tried first, the others where it dies young although the gateway would take it. */
  readonly transports: readonly Transport[];
  readonly random?: () => number;
  /** The protocol on the first transport, where it is not JSON; the others carry text. */
  readonly codec?: () => Promise<Codec>;
}

/** A connection that ends before this did not do its work. */
const youngMilliseconds = 10_000;
const youngDeathsMax = 2;

/** How long another way than the first is kept before the first is tried again. */
const detourMilliseconds = 600_000;
const probeMilliseconds = 5_000;

/** Updates kept from a second connection until it has answered; past that it is given up. */
const heldMax = 1_000;

/**
 * A connection that always comes back. When the server asks for it, the link makes before it breaks: a second connection
 * subscribes with the positions reached and takes over, then the first is closed, so that nothing stands still.
 */
export class Link {
  #active: HubClient | undefined;
  #since = 0;
  #opening = false;
  #moving = false;
  #stopped = true;
  #generation = 0;
  #attempt = 0;
  #transport = 0;
  #youngDeaths = 0;
  /** The last explanation was that the gateway would have let us in. */
  #welcome = false;
  #detourSince = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #random: () => number;

  constructor(private readonly options: LinkOptions, private readonly owner: LinkOwner) {
    this.#random = options.random ?? Math.random;
  }

  get isConnected(): boolean {
    return this.#active !== undefined;
  }

  start(): void {
    if (this.#stopped) {
      this.#stopped = false;
      void this.#open();
    }
  }

  /** Before a page goes to the back-forward cache, where an open socket would keep it out. */
  stop(): void {
    this.#stopped = true;
    this.#generation++;
    this.#opening = this.#moving = false;
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** The network or the tab came back: try at once, but not before a time that the server has named, and doubt what is open. */
  hurry(): void {
    if (this.#active !== undefined) {
      this.#active.probe(probeMilliseconds);
    } else if (!this.#stopped && performance.now() >= this.#notBefore) {
      clearTimeout(this.#timer);
      this.#attempt = 0;
      void this.#open();
    }
  }

  /** The network has gone: the socket would notice only much later. */
  lose(): void {
    if (this.#active !== undefined) {
      this.#drop();
      this.#retry(reconnectDelay(this.#attempt++, this.#random));
    }
  }

  subscribe(requests: readonly SubscribeRequest[]): Promise<readonly SubscribeAnswer[]> {
    return this.#active?.invoke("Subscribe", requests) ?? Promise.reject(new Error("closed"));
  }

  unsubscribe(topics: readonly string[]): void {
    this.#active?.send("Unsubscribe", topics);
  }

  applied(positions: readonly (Position & { readonly topic: string })[]): void {
    this.#active?.send("Applied", positions);
  }

  async #open(): Promise<void> {
    if (this.#opening || this.#stopped || (this.#active !== undefined && !this.#moving)) {
      return;
    }

    this.#opening = true;
    this.#transport = performance.now() - this.#detourSince > detourMilliseconds ? 0 : this.#transport;
    const generation = this.#generation;
    let held: Update[] | undefined = [];
    let client: HubClient | undefined;
    try {
      const codec = this.#transport === 0 ? await this.options.codec?.() : undefined;
      client = await HubClient.open(this.options.transports[this.#transport]!, this.options.url, {
        onUpdates: (updates) => {
          if (held === undefined) {
            this.owner.updates(updates);
          } else if (held.push(...updates) > heldMax) {
            client?.close();
          }
        },
        onReconnect: (plan) => this.#move(plan, client),
        onClosed: () => this.#lost(client),
      }, codec);
      const requests = generation === this.#generation ? this.owner.requests() : [];
      const answers = requests.length === 0 ? [] : await client.invoke<readonly SubscribeAnswer[]>("Subscribe", requests);
      if (generation !== this.#generation) {
        client.close();
        return;
      }

      const before = this.#active;
      this.#active = client;
      this.#since = performance.now();
      this.#opening = this.#moving = false;
      clearTimeout(this.#timer);
      const updates = held;
      held = undefined;
      this.owner.answers(answers);
      this.owner.updates(updates);
      before?.close();
      this.owner.connected(true);
    } catch (error) {
      client?.close();
      if (generation === this.#generation) {
        await this.#failed(error, generation);
      }
    }
  }

  /** Waits for as long as the error says, and longer each time. */
  async #failed(error: unknown, generation: number): Promise<void> {
    const delay = await this.#delayAfter(error);
    if (generation !== this.#generation) {
      return;
    }

    this.#opening = false;
    if (delay === undefined) {
      this.#stopped = true;
      this.owner.connected(this.isConnected);
    } else {
      this.#retry(delay);
    }
  }

  /** Undefined: never again. */
  async #delayAfter(error: unknown): Promise<number | undefined> {
    const jittered = reconnectDelay(this.#attempt++, this.#random);
    const refusal = error instanceof Refusal ? error : this.#diedYoung() ? await this.#explanation() : undefined;
    switch (adviceOf(refusal?.code)) {
      case "stop":
        return undefined;
      case "wait": {
        const delay = Math.max(jittered, waitDelay(refusal?.retryAfterMilliseconds ?? 0, this.#random));
        this.#notBefore = performance.now() + delay;
        return delay;
      }
      default:
        return jittered;
    }
  }

  /** Counts an early end. True when it is time to ask why. */
  #diedYoung(): boolean {
    if (++this.#youngDeaths < youngDeathsMax) {
      return false;
    }

    this.#youngDeaths = 0;
    return true;
  }

  /**
   * A browser does not say why it could not open a WebSocket. The gateway's refusal, if it is one, comes from the address
   * for event streams. When that one would let us in, the pace of the gateway may have refused the sockets and have room by
   now: a WebSocket gets one more chance. When that one would have been let in too, something on the way takes none, and
   another way is tried.
   */
  async #explanation(): Promise<Refusal | undefined> {
    const welcomeBefore = this.#welcome;
    this.#welcome = false;
    try {
      const response = await fetch(`${this.options.url}/events`, { cache: "no-store", signal: AbortSignal.timeout(youngMilliseconds) });
      const refusal = await Refusal.ofResponse(response);
      if (refusal.code !== malformedTopics) {
        return refusal;
      }

      if (this.#transport === 0 && !welcomeBefore) {
        this.#welcome = true;
        this.#youngDeaths = youngDeathsMax - 1;
        return undefined;
      }

      this.#transport = (this.#transport + 1) % this.options.transports.length;
      this.#detourSince = performance.now();
    } catch {
      // Nobody there: that says nothing about the way.
    }

    return undefined;
  }

  #lost(client: HubClient | undefined): void {
    if (client === undefined || client !== this.#active) {
      return;
    }

    const young = this.#isYoung;
    this.#drop();
    this.#moving = false;
    if (this.#opening) {
      return;
    }

    if (young) {
      this.#opening = true;
      void this.#failed(undefined, this.#generation);
    } else {
      this.#attempt = 0;
      this.#retry(reconnectDelay(this.#attempt++, this.#random));
    }
  }

  get #isYoung(): boolean {
    return performance.now() - this.#since < youngMilliseconds;
  }

  #drop(): void {
    const client = this.#active;
    if (client !== undefined && !this.#isYoung) {
      this.#youngDeaths = 0;
      this.#welcome = false;
    }

    this.#active = undefined;
    client?.close();
    if (client !== undefined) {
      this.owner.connected(false);
    }
  }

  #retry(delay: number): void {
    if (!this.#stopped) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#open(), delay);
    }
  }

  #move(plan: ReconnectPlan, client: HubClient | undefined): void {
    if (client !== undefined && client === this.#active) {
      this.#moving = true;
      this.#attempt = 0;
      this.#retry(Math.max(0, plan.afterMilliseconds));
    }
  }
}

/** The gateway's answer to a stream without topics: it would take a connection of ours. */
const malformedTopics = 1003;
