import { Distributor } from "./distributor";
import type { Told } from "./distributor";
import type { Link, LinkOwner } from "./link";
import type { Reader, Source } from "./reader";
import type { Position, SubscribeRequest } from "./wire";

/** What tabs say to each other. Who leads is named by `leader`, its term; only what the newest leader says counts. */
interface Message {
  readonly from: string;
  readonly to?: string;
  /** Of the leader: the term that it leads. */
  readonly leader?: number;
  readonly told?: Told;
  /** To the leader, or to whoever leads. */
  readonly ask?: "leader" | "hurry" | "gone";
  readonly join?: readonly SubscribeRequest[];
  readonly leave?: readonly string[];
  readonly applied?: readonly (Position & { readonly topic: string })[];
}

export interface TabsEnvironment {
  /** Names the tabs that share a connection: those of one origin that read from one server. */
  readonly name: string;
  readonly locks?: Pick<LockManager, "request"> | undefined;
  readonly channel?: ((name: string) => BroadcastChannel) | undefined;
  /** A follower asks this often whether its leader still answers, while its reader is looking; 10 s unless given. */
  readonly askMilliseconds?: number;
  /** A leader that has not answered for this long is frozen or hangs: its lock is taken; 5 s unless given. */
  readonly silenceMilliseconds?: number;
}

/** Nobody wants anything for this long: the connection is closed until somebody does. */
const idleMilliseconds = 2_000;

/** What browsers of today have; those without, and insecure pages, have each tab connect for itself. */
export function tabsOf(server: string): TabsEnvironment {
  return {
    name: `sokbo 1 ${server}`,
    locks: typeof navigator === "undefined" ? undefined : (navigator as { locks?: LockManager }).locks,
    channel: typeof BroadcastChannel === "undefined" ? undefined : (name) => new BroadcastChannel(name),
  };
}

/**
 * One connection for all tabs of an origin. A lock elects the tab that holds it; the others hear from that tab over a
 * channel, and ask it. When the leader closes, crashes or goes to the back-forward cache, the browser gives the lock to
 * another tab, and every tab asks again from its own positions, so that nothing is missed.
 */
export class Tabs implements Source {
  #id = "";
  #channel: BroadcastChannel | undefined;
  #distributor: Distributor | undefined;
  #link: Link | undefined;
  #leader: { readonly id: string; readonly term: number } | undefined;
  #term = 0;
  #over: AbortController | undefined;
  /** The life of this tab whose request waits for the leader's lock: a stolen lock leaves it waiting. */
  #queued: AbortController | undefined;
  #release: (() => void) | undefined;
  readonly #watched = new Set<string>();
  #ask: ReturnType<typeof setInterval> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly open: (owner: LinkOwner) => Link,
    private readonly environment: TabsEnvironment) {
    reader.source = this;
  }

  get isLeading(): boolean {
    return this.#link !== undefined;
  }

  start(): void {
    if (this.#over !== undefined) {
      return;
    }

    // A name of its own for each life: what is still said to the one before is not heard.
    this.#id = Math.random().toString(36).slice(2) + Date.now().toString(36);
    this.#over = new AbortController();
    const { channel, locks, name } = this.environment;
    if (channel === undefined || locks === undefined) {
      this.#lead();
      return;
    }

    this.#channel = channel(name);
    this.#channel.onmessage = (event: MessageEvent<Message>) => this.#heard(event.data);
    this.#ask = setInterval(() => this.#check(), this.environment.askMilliseconds ?? 10_000);
    this.#hold(locks, this.#over);
  }

  /** Gives everything back before the page is closed, frozen or put into the back-forward cache. */
  stop(): void {
    if (this.#over === undefined) {
      return;
    }

    this.#post({ ask: "gone" });
    this.#over.abort();
    this.#over = undefined;
    clearInterval(this.#ask);
    this.#answered();
    this.#resign();
    this.#leader = undefined;
    this.#channel?.close();
    this.#channel = undefined;
    this.reader.told({ connected: false });
  }

  /** The network or the tab came back: doubt what is open. */
  hurry(): void {
    this.#link?.hurry();
    if (this.#link === undefined) {
      this.#post({ ask: "hurry" });
      this.#check();
    }
  }

  lose(): void {
    this.#link?.lose();
  }

  join(requests: readonly SubscribeRequest[]): void {
    if (this.#distributor !== undefined) {
      this.#joined("self", requests);
    } else if (this.#leader !== undefined) {
      this.#post({ to: this.#leader.id, join: requests });
    }
  }

  leave(topics: readonly string[]): void {
    if (this.#distributor !== undefined) {
      this.#distributor.leave("self", topics);
      this.#rest();
    } else if (this.#leader !== undefined) {
      this.#post({ to: this.#leader.id, leave: topics });
    }
  }

  applied(positions: readonly (Position & { readonly topic: string })[]): void {
    if (this.#distributor !== undefined) {
      this.#distributor.applied(positions);
    } else if (this.#leader !== undefined) {
      this.#post({ to: this.#leader.id, applied: positions });
    }
  }

  /**
   * Two locks: this tab's own, by which a leader knows that the tab is there, and then the leader's. The second comes when
   * nobody else has it.
   */
  #hold(locks: Pick<LockManager, "request">, over: AbortController): void {
    const { signal } = over;
    const held = () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    locks.request(this.#lockOf(this.#id), { signal }, () => {
      this.#post({ ask: "leader" });
      this.#candidate(locks, over, false);
      return held();
    }).catch(() => this.#fall(over));
  }

  #candidate(locks: Pick<LockManager, "request">, over: AbortController, steal: boolean): void {
    if (!steal) {
      if (this.#queued === over) {
        return;
      }

      this.#queued = over;
    }

    const served = () => {
      if (!steal && this.#queued === over) {
        this.#queued = undefined;
      }
    };
    const lead = () => new Promise<void>((resolve) => {
      served();
      if (over.signal.aborted || this.isLeading) {
        resolve();
        return;
      }

      this.#release = resolve;
      this.#lead();
    });
    locks.request(this.environment.name, steal ? { steal } : { signal: over.signal }, lead).catch(() => {
      served();
      // Another tab took the lock because this one did not answer: it was frozen, and is behind.
      if (over === this.#over && this.#release !== undefined) {
        this.#resign();
        this.#post({ ask: "leader" });
        this.#candidate(locks, over, false);
      }
    });
  }

  /** Locks exist but are refused, in a sandboxed frame for example. */
  #fall(over: AbortController): void {
    if (over === this.#over && !this.isLeading && this.#leader === undefined) {
      this.#lead();
    }
  }

  #lead(): void {
    this.#term = Math.max(Date.now(), this.#term + 1);
    this.#leader = undefined;
    this.#answered();
    const distributor = new Distributor((reader, told) => this.#tell(reader, told));
    this.#distributor = distributor;
    this.#link = distributor.link = this.open(distributor);
    this.#post({ leader: this.#term, told: { connected: false } });
    this.reader.told({ connected: false });
    this.reader.rejoin();
  }

  #resign(): void {
    this.#busy();
    this.#watched.clear();
    const link = this.#link;
    this.#link = this.#distributor = undefined;
    link?.stop();
    this.#release?.();
    this.#release = undefined;
  }

  /** Answers and news for one tab, or for all. */
  #tell(reader: string | undefined, told: Told): void {
    if (reader !== "self") {
      this.#post(reader === undefined ? { leader: this.#term, told } : { to: reader, leader: this.#term, told });
    }

    if (reader === undefined || reader === "self") {
      this.reader.told(told);
    }
  }

  #joined(tab: string, requests: readonly SubscribeRequest[]): void {
    this.#busy();
    this.#distributor?.join(tab, requests);
    this.#link?.start();
  }

  #rest(): void {
    if (this.#distributor?.isEmpty === true) {
      this.#idle ??= setTimeout(() => this.#link?.stop(), idleMilliseconds);
    }
  }

  #busy(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  #heard(message: Message): void {
    if (this.#over === undefined || (message.to !== undefined && message.to !== this.#id)) {
      return;
    }

    if (message.leader !== undefined) {
      this.#follow(message, message.leader);
    } else if (this.isLeading) {
      this.#serve(message);
    }
  }

  #follow({ from, told }: Message, term: number): void {
    if (term < this.#term || this.isLeading) {
      return;
    }

    this.#term = term;
    this.#answered();
    const other = this.#leader?.id !== from;
    this.#leader = { id: from, term };
    if (told !== undefined) {
      this.reader.told(told);
    }

    if (other) {
      this.reader.rejoin();
    }
  }

  #serve({ from, ask, join, leave, applied }: Message): void {
    if (ask === "gone") {
      this.#gone(from);
      return;
    }

    this.#watch(from);
    if (ask !== undefined) {
      this.#post({ to: from, leader: this.#term, told: { connected: this.#link?.isConnected === true } });
    }

    if (ask === "hurry") {
      this.#link?.hurry();
    }

    if (join !== undefined) {
      this.#joined(from, join);
    }

    if (leave !== undefined) {
      this.#distributor?.leave(from, leave);
      this.#rest();
    }

    if (applied !== undefined) {
      this.#distributor?.applied(applied);
    }
  }

  /** Waits for the lock that the other tab holds for as long as it is there: closing and crashing both free it. */
  #watch(tab: string): void {
    const over = this.#over;
    if (over === undefined || this.#watched.has(tab)) {
      return;
    }

    this.#watched.add(tab);
    const distributor = this.#distributor;
    this.environment.locks?.request(this.#lockOf(tab), { signal: over.signal }, () => {
      if (distributor === this.#distributor) {
        this.#gone(tab);
      }

      return Promise.resolve();
    }).catch(() => undefined);
  }

  #gone(tab: string): void {
    this.#watched.delete(tab);
    this.#distributor?.gone(tab);
    this.#rest();
  }

  /** A leader that does not answer keeps everybody from the news. Only a tab that is looked at minds. */
  #check(): void {
    if (this.isLeading || this.#channel === undefined || !this.reader.isAwake) {
      return;
    }

    this.#post({ ask: "leader" });
    this.#silence ??= setTimeout(() => {
      this.#silence = undefined;
      const { locks } = this.environment;
      if (this.#over !== undefined && !this.isLeading && locks !== undefined && this.reader.isAwake) {
        this.#candidate(locks, this.#over, true);
      }
    }, this.environment.silenceMilliseconds ?? 5_000);
  }

  /** Nobody's silence is waited out any more. */
  #answered(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  #lockOf(tab: string): string {
    return `${this.environment.name} ${tab}`;
  }

  #post(message: Omit<Message, "from">): void {
    this.#channel?.postMessage({ ...message, from: this.#id });
  }
}
