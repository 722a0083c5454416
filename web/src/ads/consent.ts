declare global {
  interface Window {
    sokbo?: { consent?: unknown; given?: boolean | undefined };
  }
}

const capsPrefix = "sokbo-caps ";
const tokenLengthMax = 2_000;

/** What the reader has said on storage beyond this visit: of the element where it says so, else of the page; absent is none. */
export function consentOf(element: Element): boolean {
  const said = element.getAttribute("consent") ?? element.getAttribute("data-consent");
  return said === null ? window.sokbo?.given === true : isGrant(said);
}

/** `window.sokbo.consent(true)`, or `window.sokbo = { consent: true }` where the script has not come yet. */
export function offerConsent(): void {
  const sokbo = window.sokbo ??= {};
  const before = sokbo.consent;
  if (typeof before !== "function") {
    // Of two scripts of ours in one page the first defines it; both look up what was given.
    sokbo.given = before === undefined ? undefined : isGrant(before);
    sokbo.consent = (granted: unknown) => {
      sokbo.given = isGrant(granted);
      if (!sokbo.given) {
        forgetCaps();
      }
    };
  }
}

/** Consent was taken back. */
export function forgetCaps(): void {
  quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(capsPrefix)).forEach((key) => localStorage.removeItem(key)));
}

/**
 * How often campaigns were seen, as the server has written it: nothing here reads it. Without consent it ends with the
 * visit of the tab, and what an earlier consent has left is not looked at.
 */
export class Caps {
  readonly #key: string;
  #unstored: string | undefined;

  constructor(server: string, site: string) {
    this.#key = `${capsPrefix}${server} ${site}`;
  }

  read(consent: boolean): string | undefined {
    return quietly(() => (consent ? localStorage.getItem(this.#key) : null) ?? sessionStorage.getItem(this.#key)) ?? this.#unstored;
  }

  write(token: unknown, consent: boolean): void {
    if (typeof token === "string" && token.length <= tokenLengthMax) {
      this.#unstored = token;
      quietly(() => (consent ? localStorage : sessionStorage).setItem(this.#key, token));
    }
  }
}

function isGrant(value: unknown): boolean {
  return value === true || value === "true" || value === "granted";
}

/** Storage may be forbidden, or full. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
