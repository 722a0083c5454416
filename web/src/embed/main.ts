import { offerConsent } from "../ads/consent";
import { EmbeddedArticle } from "./article";
import { EmbeddedBreaking } from "./breaking";
import { defaults } from "./sessions";
import type { Protocol } from "./sessions";
import { EmbeddedSlot } from "./slot";
import { EmbeddedStation } from "./station";
import { EmbeddedTicker } from "./ticker";

export { connect } from "./connect";

const elements = {
  "sokbo-article": EmbeddedArticle,
  "sokbo-breaking": EmbeddedBreaking,
  "sokbo-slot": EmbeddedSlot,
  "sokbo-station": EmbeddedStation,
  "sokbo-ticker": EmbeddedTicker,
};

/** Called by the script of the page with its own attributes. Elements that something else has defined are left to it. */
export function define({ server, protocol }: { readonly server?: string | undefined; readonly protocol?: string | undefined } = {}): void {
  defaults.server = server ?? defaults.server;
  defaults.protocol = (protocol ?? defaults.protocol) as Protocol;
  offerConsent();
  for (const [name, element] of Object.entries(elements)) {
    if (customElements.get(name) === undefined) {
      customElements.define(name, element);
    }
  }
}
