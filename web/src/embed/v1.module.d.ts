/** Types of `/embed/v1.module.js`. Data of each topic: docs/PROTOCOL.md of Sokbo. */

export interface ConnectOptions {
  /** Address of the Sokbo server; unless given, where the module came from. */
  readonly server?: string;
  /** The publication that `{site}` in a topic stands for; `default` unless given. */
  readonly site?: string;
  /** Of the first connection of a page to a server; `json` unless given. MessagePack is loaded when it is asked for. */
  readonly protocol?: "json" | "messagepack";
}

export interface Change {
  readonly topic: string;
  readonly epoch: string;
  readonly seq: number;
  readonly kind: "snapshot" | "delta" | "end";
  /** A retraction or withdrawal: forget what was before. */
  readonly barrier?: boolean;
  /** When it was committed, in unix milliseconds. */
  readonly at?: number;
  readonly data?: unknown;
}

export interface Live {
  /**
   * Hears a topic, for example `breaking/{site}` or `article/0199…`: at once its state and then every change, in order,
   * nothing twice. `state` is the whole state after the change. Returns how to stop.
   */
  subscribe<State = unknown>(topic: string, listener: (state: State, change: Change) => void): () => void;
  /** At once, and at every change. Returns how to stop. */
  onConnected(listener: (connected: boolean) => void): () => void;
  /** As of when what is shown is, in unix milliseconds, after the connection has been away for three seconds; undefined while it is live. */
  onStale(listener: (asOf: number | undefined) => void): () => void;
  /** Stops all that was asked for here. The connection goes on for others, and closes when nobody wants anything. */
  close(): void;
}

export function connect(options?: ConnectOptions): Live;
