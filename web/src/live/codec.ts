/** A message of the hub protocol; docs of SignalR call the types Invocation 1, Completion 3, Ping 6 and Close 7. */
export interface Message {
  readonly type: number;
  readonly invocationId?: string;
  readonly target?: string;
  readonly arguments?: readonly unknown[];
  readonly result?: unknown;
  readonly error?: string;
}

/** A protocol of the hub. The handshake before it is JSON in any of them. */
export interface Codec {
  readonly name: string;
  encode(message: Message): string | Uint8Array<ArrayBuffer>;
  decode(data: string | Uint8Array): Message[];
}

/** Ends each record of JSON, and the handshake. */
export const separator = "\u001e";

export const json: Codec = {
  name: "json",
  encode: (message) => JSON.stringify(message) + separator,
  decode: (data) => textOf(data).split(separator).filter((record) => record !== "").map((record) => JSON.parse(record) as Message),
};

export function textOf(data: string | Uint8Array): string {
  return typeof data === "string" ? data : new TextDecoder().decode(data);
}
