import { Refusal } from "./backoff";
import { textOf } from "./codec";

/** Where the hub is, for each way to it. All are made from the address of the hub. */
export interface Pipe {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface PipeEvents {
  /** Whole messages of the hub protocol. */
  onData(data: string | Uint8Array): void;
  /** Once; never after close(). */
  onClosed(error?: Error): void;
}

/** Opens a way to the hub. Rejects where it cannot; then there is no call of onClosed. */
export type Transport = (url: string, events: PipeEvents) => Promise<Pipe>;

/** Without negotiation: one request less, and any gateway will do. The browser hides why one is refused. */
export const webSocket: Transport = (url, events) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url.replace(/^http/, "ws"));
  let open = false;
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    open = true;
    resolve({
      send: (data) => socket.send(data),
      close: () => {
        socket.onclose = null;
        socket.onmessage = null;
        socket.close();
      },
    });
  };
  socket.onmessage = ({ data }) => events.onData(typeof data === "string" ? data : new Uint8Array(data as ArrayBuffer));
  socket.onclose = () => (open ? events.onClosed() : reject(new Error("WebSocket")));
});

/** For networks that let no WebSocket through: one answer that does not end. */
export const eventStream: Transport = async (url, events) => {
  const address = await negotiate(url);
  const abort = new AbortController();
  const response = await get(address, abort, "text/event-stream");
  const pipe = postingPipe(address, abort, events);
  void (async () => {
    try {
      const reader = response.body!.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }

        const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
        rest = blocks.pop() ?? "";
        for (const block of blocks) {
          const data = block.split(/\r?\n/).filter((line) => line.startsWith("data:")).map((line) => line.slice(5).replace(/^ /, ""));
          if (data.length > 0) {
            events.onData(data.join("\n"));
          }
        }
      }

      pipe.ended();
    } catch (error) {
      pipe.ended(error as Error);
    }
  })();
  return pipe;
};

/** For networks that keep an answer back until it has ended: one answer after another. */
export const longPolling: Transport = async (url, events) => {
  const address = await negotiate(url);
  const abort = new AbortController();
  await get(address, abort);
  const pipe = postingPipe(address, abort, events);
  void (async () => {
    try {
      for (;;) {
        const response = await get(address, abort);
        if (response.status === 204) {
          break;
        }

        const text = await response.text();
        if (text !== "") {
          events.onData(text);
        }
      }

      pipe.ended();
    } catch (error) {
      pipe.ended(error as Error);
    }
  })();
  return pipe;
};

const requestMilliseconds = 15_000;

/** Pages of other origins send no cookies: Sokbo reads none, and a balancer's own is kept from them by browsers anyway. */
const credentials = "same-origin";

/** The address of one connection. A balancer leads its requests to one gateway by a cookie, for pages of the server's origin. */
async function negotiate(url: string): Promise<string> {
  const response = await fetch(`${url}/negotiate?negotiateVersion=1`, { method: "POST", credentials, signal: AbortSignal.timeout(requestMilliseconds) });
  if (!response.ok) {
    throw await Refusal.ofResponse(response);
  }

  const { connectionToken } = (await response.json()) as { connectionToken: string };
  return `${url}?id=${encodeURIComponent(connectionToken)}`;
}

async function get(address: string, abort: AbortController, accept = "*/*"): Promise<Response> {
  const response = await fetch(address, { headers: { accept }, signal: abort.signal, cache: "no-store", credentials });
  if (!response.ok) {
    throw await Refusal.ofResponse(response);
  }

  return response;
}

/** Sends by POST, one request at a time and in order; what waits meanwhile goes together. */
function postingPipe(address: string, abort: AbortController, events: PipeEvents): Pipe & { ended(error?: Error): void } {
  let waiting = "";
  let sending = false;
  let over = false;
  const ended = (error?: Error) => {
    if (!over) {
      over = true;
      abort.abort();
      events.onClosed(error);
    }
  };
  const flush = async () => {
    if (sending) {
      return;
    }

    sending = true;
    try {
      while (waiting !== "" && !over) {
        const body = waiting;
        waiting = "";
        const response = await fetch(address, {
          method: "POST", body, headers: { "content-type": "text/plain;charset=UTF-8" }, signal: abort.signal, credentials,
        });
        if (!response.ok) {
          throw await Refusal.ofResponse(response);
        }
      }
    } catch (error) {
      ended(error as Error);
    } finally {
      sending = false;
    }
  };
  return {
    send: (data) => {
      waiting += textOf(data);
      void flush();
    },
    close: () => {
      over = true;
      abort.abort();
      void fetch(address, { method: "DELETE", keepalive: true, credentials }).catch(() => undefined);
    },
    ended,
  };
}
