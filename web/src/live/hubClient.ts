import { Refusal } from "./backoff";
import { json, separator, textOf } from "./codec";
import type { Codec, Message } from "./codec";
import type { Pipe, Transport } from "./transports";
import type { ReconnectPlan, Update } from "./wire";

export interface HubEvents {
  onUpdates(updates: readonly Update[]): void;
  onReconnect(plan: ReconnectPlan): void;
  /** Once; never after close(). */
  onClosed(error?: Error): void;
}

const openMilliseconds = 15_000;
const answerMilliseconds = 30_000;
const silentMilliseconds = 30_000;
const pingMilliseconds = 15_000;

/** Calls under way; a page makes a handful. */
const callsMax = 100;

/**
 * One connection to the hub in one of SignalR's protocols, from its handshake to its end.
 * Whatever arrives shows that it lives. After long silence it is asked, and closed when it does not answer.
 */
export class HubClient {
  readonly #calls = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  #pipe: Pipe | undefined;
  #shaken: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #nextId = 0;
  #heardAt = performance.now();
  #sentAt = performance.now();
  #asked = false;
  #over = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(private readonly events: HubEvents, private readonly codec: Codec) {}

  /** Resolves when the handshake is done. */
  static async open(transport: Transport, url: string, events: HubEvents, codec: Codec = json): Promise<HubClient> {
    const client = new HubClient(events, codec);
    const shaken = new Promise<void>((resolve, reject) => {
      client.#shaken = resolve;
      client.#failed = reject;
    });
    const late = setTimeout(() => client.#end(new Error("timeout")), openMilliseconds);
    try {
      const opening = transport(url, { onData: (data) => client.#received(data), onClosed: (error) => client.#end(error ?? new Error("closed")) });
      opening.then((pipe) => {
        client.#pipe = pipe;
        if (client.#over) {
          pipe.close();
        } else {
          client.#sentAt = performance.now();
          pipe.send(JSON.stringify({ protocol: codec.name, version: 1 }) + separator);
        }
      }, (error: Error) => client.#end(error));
      await shaken;
    } finally {
      clearTimeout(late);
    }

    client.#timer = setInterval(() => client.#watch(), 1_000);
    return client;
  }

  /** The answer of a call. Rejects with a Refusal when the server has refused it. */
  invoke<T>(target: string, ...parameters: readonly unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#over || this.#calls.size >= callsMax) {
        reject(new Error("closed"));
        return;
      }

      const invocationId = String(this.#nextId++);
      const late = setTimeout(() => this.#end(new Error("no answer")), answerMilliseconds);
      this.#calls.set(invocationId, {
        resolve: (result) => {
          clearTimeout(late);
          resolve(result as T);
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      });
      this.#write({ type: 1, invocationId, target, arguments: parameters });
    });
  }

  /** A call without an answer. */
  send(target: string, ...parameters: readonly unknown[]): void {
    if (!this.#over) {
      this.#write({ type: 1, target, arguments: parameters });
    }
  }

  /** After sleep or another network: is the other end still there? Closes the connection when it does not say so soon. */
  probe(milliseconds: number): void {
    if (!this.#asked && !this.#over) {
      this.#asked = true;
      const late = setTimeout(() => this.#end(new Error("no answer")), milliseconds);
      const done = () => {
        this.#asked = false;
        clearTimeout(late);
      };
      this.invoke("Unsubscribe", []).then(done, done);
    }
  }

  close(): void {
    if (!this.#over) {
      this.#finish(new Error("closed"));
    }
  }

  #received(data: string | Uint8Array): void {
    this.#heardAt = performance.now();
    try {
      const rest = this.#shaken === undefined ? data : this.#shake(data);
      if (rest.length > 0) {
        for (const message of this.codec.decode(rest)) {
          if (!this.#over) {
            this.#take(message);
          }
        }
      }
    } catch (error) {
      this.#end(error as Error);
    }

    // Timers of hidden tabs are held back for a minute, messages are not: the server's pings keep ours going.
    if (!this.#over && this.#heardAt - this.#sentAt >= pingMilliseconds - 1_000) {
      this.#write({ type: 6 });
    }
  }

  /** The answer to the handshake, which is JSON in any protocol; returns what came behind it. */
  #shake(data: string | Uint8Array): string | Uint8Array {
    const end = typeof data === "string" ? data.indexOf(separator) : data.indexOf(separator.charCodeAt(0));
    const { error } = JSON.parse(textOf(data.slice(0, end))) as Message;
    if (error === undefined) {
      this.#shaken?.();
      this.#shaken = undefined;
    } else {
      this.#end(new Error(error));
    }

    return data.slice(end + 1);
  }

  #take(message: Message): void {
    if (message.type === 1) {
      this.#invoked(message);
    } else if (message.type === 3) {
      const call = this.#calls.get(message.invocationId ?? "");
      this.#calls.delete(message.invocationId ?? "");
      if (message.error === undefined) {
        call?.resolve(message.result);
      } else {
        call?.reject(Refusal.ofCall(message.error));
      }
    } else if (message.type === 7) {
      this.#end(message.error === undefined ? undefined : Refusal.ofCall(message.error));
    }
  }

  #invoked({ target, arguments: parameters }: Message): void {
    if (target === "Updates") {
      this.events.onUpdates(parameters?.[0] as readonly Update[]);
    } else if (target === "Reconnect") {
      this.events.onReconnect(parameters?.[0] as ReconnectPlan);
    }
  }

  #watch(): void {
    const now = performance.now();
    if (now - this.#heardAt > silentMilliseconds) {
      this.probe(openMilliseconds);
    } else if (now - this.#sentAt >= pingMilliseconds) {
      this.#write({ type: 6 });
    }
  }

  #write(message: Message): void {
    this.#sentAt = performance.now();
    this.#pipe?.send(this.codec.encode(message));
  }

  #end(error?: Error): void {
    if (!this.#over) {
      const open = this.#shaken === undefined;
      this.#finish(error ?? new Error("closed"));
      if (open) {
        this.events.onClosed(error);
      }
    }
  }

  #finish(error: Error): void {
    this.#over = true;
    clearInterval(this.#timer);
    this.#pipe?.close();
    this.#failed?.(error);
    for (const call of this.#calls.values()) {
      call.reject(error);
    }

    this.#calls.clear();
  }
}
