/** Full jitter: thousands of pages that lost the same gateway come back spread out. Never gives up. */
export const firstDelayMilliseconds = 500;
export const longestDelayMilliseconds = 20_000;

export function reconnectDelay(attempt: number, random: () => number): number {
  const bound = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** Math.min(attempt, 16));
  return random() * bound;
}

/** Not before the time that the server named, and spread over as much again, at least a second. */
export function waitDelay(serverMilliseconds: number, random: () => number): number {
  return serverMilliseconds + random() * Math.max(1_000, serverMilliseconds);
}

export type Advice = "stop" | "wait" | "reconnect";

/** What to do after an error of the server: the thousands of its number say it. Without a number: as after a lost connection. */
export function adviceOf(code: number | undefined): Advice {
  switch (Math.trunc((code ?? 0) / 1_000)) {
    case 1:
      return "stop";
    case 2:
      return "wait";
    default:
      return "reconnect";
  }
}

/** An error that the server has told with its number. */
export class Refusal extends Error {
  constructor(readonly code: number | undefined, readonly retryAfterMilliseconds: number | undefined, message: string) {
    super(message);
  }

  /** Of a failed call: "… HubException: 2004: text". */
  static ofCall(message: string): Refusal {
    const code = /(?:^|HubException: )(\d{4}): /.exec(message)?.[1];
    return new Refusal(code === undefined ? undefined : Number(code), undefined, message);
  }

  /** Of an HTTP answer: problem details with the code live-NNNN, and Retry-After in seconds. */
  static async ofResponse(response: Response): Promise<Refusal> {
    const problem = await response.json().catch(() => undefined) as { code?: string } | undefined;
    const code = /^live-(\d{4})$/.exec(problem?.code ?? "")?.[1];
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return new Refusal(
      code === undefined ? undefined : Number(code),
      Number.isFinite(seconds) ? seconds * 1_000 : undefined,
      `HTTP ${response.status}`);
  }
}
