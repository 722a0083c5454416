import type { Codec, Message } from "./codec";

/**
 * The hub's MessagePack protocol: arrays behind their length. Loaded only where a page asks for it. What the gateway sends
 * are maps with string keys, strings, numbers, booleans and arrays; anything else of the format is skipped.
 */
export const messagePack: Codec = { name: "messagepack", encode, decode };

function encode(message: Message): Uint8Array<ArrayBuffer> {
  const body: number[] = [];
  write(body, message.type === 1 ? [1, {}, message.invocationId, message.target, message.arguments ?? [], []] : [message.type]);
  const head: number[] = [];
  for (let length = body.length; ; length >>>= 7) {
    head.push(length > 0x7f ? (length & 0x7f) | 0x80 : length);
    if (length <= 0x7f) {
      return Uint8Array.from([...head, ...body]);
    }
  }
}

function decode(data: string | Uint8Array): Message[] {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const messages: Message[] = [];
  for (let at = 0; at < bytes.length;) {
    let length = 0;
    let shift = 0;
    let byte;
    do {
      byte = bytes[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f && shift < 35);

    messages.push(messageOf(new Decoder(bytes.subarray(at, at + length)).value() as unknown[]));
    at += length;
  }

  return messages;
}

function messageOf(parts: readonly unknown[]): Message {
  const type = parts[0] as number;
  switch (type) {
    case 1:
      return { type, target: parts[3] as string, arguments: parts[4] as unknown[] };
    case 3:
      return { type, invocationId: parts[2] as string, ...(parts[3] === 1 ? { error: String(parts[4]) } : { result: parts[4] }) };
    case 7:
      return { type, ...(typeof parts[1] === "string" && { error: parts[1] }) };
    default:
      return { type };
  }
}

/** The largest form of each kind is always right, the smallest is shorter; calls of a page are small. */
function write(out: number[], value: unknown): void {
  if (value === undefined || value === null) {
    out.push(0xc0);
  } else if (typeof value === "boolean") {
    out.push(value ? 0xc3 : 0xc2);
  } else if (typeof value === "number") {
    writeNumber(out, value);
  } else if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    writeHead(out, bytes.length, 0xa0, 31, 0xda);
    out.push(...bytes);
  } else if (Array.isArray(value)) {
    writeHead(out, value.length, 0x90, 15, 0xdc);
    value.forEach((item) => write(out, item));
  } else {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    writeHead(out, entries.length, 0x80, 15, 0xde);
    entries.forEach(([key, item]) => {
      write(out, key);
      write(out, item);
    });
  }
}

function writeHead(out: number[], length: number, fix: number, fixMax: number, wide: number): void {
  if (length <= fixMax) {
    out.push(fix | length);
  } else if (length <= 0xffff) {
    out.push(wide, length >> 8, length & 0xff);
  } else {
    throw new RangeError("too long");
  }
}

function writeNumber(out: number[], value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= 0x7f) {
    out.push(value);
    return;
  }

  const view = new DataView(new ArrayBuffer(9));
  if (Number.isSafeInteger(value)) {
    view.setUint8(0, 0xd3);
    view.setBigInt64(1, BigInt(value));
  } else {
    view.setUint8(0, 0xcb);
    view.setFloat64(1, value);
  }

  out.push(...new Uint8Array(view.buffer));
}

class Decoder {
  readonly #view: DataView;
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(): unknown {
    const byte = this.#view.getUint8(this.#at++);
    if (byte <= 0x7f) {
      return byte;
    } else if (byte >= 0xe0) {
      return byte - 0x100;
    } else if (byte <= 0x8f) {
      return this.#map(byte & 0x0f);
    } else if (byte <= 0x9f) {
      return this.#array(byte & 0x0f);
    } else if (byte <= 0xbf) {
      return this.#text(byte & 0x1f);
    }

    return this.#wide(byte);
  }

  #wide(byte: number): unknown {
    switch (byte) {
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return this.#skip(this.#unsigned(byte - 0xc4));
      case 0xc7: case 0xc8: case 0xc9: return this.#skip(this.#unsigned(byte - 0xc7) + 1);
      case 0xca: return this.#view.getFloat32(this.#move(4));
      case 0xcb: return this.#view.getFloat64(this.#move(8));
      case 0xcc: case 0xcd: case 0xce: return this.#unsigned(byte - 0xcc);
      case 0xcf: return Number(this.#view.getBigUint64(this.#move(8)));
      case 0xd0: return this.#view.getInt8(this.#move(1));
      case 0xd1: return this.#view.getInt16(this.#move(2));
      case 0xd2: return this.#view.getInt32(this.#move(4));
      case 0xd3: return Number(this.#view.getBigInt64(this.#move(8)));
      case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return this.#skip(1 + (1 << (byte - 0xd4)));
      case 0xd9: case 0xda: case 0xdb: return this.#text(this.#unsigned(byte - 0xd9));
      case 0xdc: case 0xdd: return this.#array(this.#unsigned(byte - 0xdc + 1));
      case 0xde: case 0xdf: return this.#map(this.#unsigned(byte - 0xde + 1));
      default: return undefined;
    }
  }

  /** Of 1, 2 or 4 bytes. */
  #unsigned(width: number): number {
    return width === 0 ? this.#view.getUint8(this.#move(1)) : width === 1 ? this.#view.getUint16(this.#move(2)) : this.#view.getUint32(this.#move(4));
  }

  #move(length: number): number {
    const at = this.#at;
    this.#at += length;
    return at;
  }

  #skip(length: number): undefined {
    this.#move(length);
  }

  #text(length: number): string {
    const at = this.#move(length);
    return new TextDecoder().decode(this.bytes.subarray(at, at + length));
  }

  #array(length: number): unknown[] {
    return Array.from({ length }, () => this.value());
  }

  #map(length: number): Record<string, unknown> {
    return Object.fromEntries(Array.from({ length }, () => [String(this.value()), this.value()]));
  }
}
