import { Session } from "../live/session";

export type Protocol = "json" | "messagepack";

/** What the script's address says, or its attribute data-server. */
export const defaults = { server: new URL("..", import.meta.url).href, protocol: "json" as Protocol };

const sessions = new Map<string, Session>();

/** One for each server, whatever asks first: elements and module share it. */
export function sessionOf(server: string = defaults.server, protocol: Protocol = defaults.protocol): Session {
  const address = new URL("./", new URL(server, document.baseURI)).href;
  let session = sessions.get(address);
  if (session === undefined) {
    session = new Session(address, protocol === "messagepack" ? async () => (await import("../live/messagePack")).messagePack : undefined);
    sessions.set(address, session);
  }

  return session;
}
