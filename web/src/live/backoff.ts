/** Full jitter: thousands of pages that lost the same gateway come back spread out. Never gives up. */
export const firstDelayMilliseconds = 500;
export const longestDelayMilliseconds = 20_000;

export function reconnectDelay(attempt: number, random: () => number): number {
  const bound = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** Math.min(attempt, 16));
  return random() * bound;
}

/**
 * Two of three tries open the WebSocket at once, which any gateway answers. The third negotiates, for networks in which
 * only plain HTTP passes; it needs a balancer that brings the page back to the gateway that it negotiated with.
 */
export function negotiates(attempt: number): boolean {
  return attempt % 3 === 2;
}
