import type { Block } from "../live/wire";
import { bodyHtml } from "./blocks";
import { common } from "./difference";
import { el } from "./dom";

type Markup = (html: string) => string;

/**
 * Brings a body to what the blocks say, replacing only what differs. `inPost` as of bodyHtml; `prepare` sees new nodes before
 * they are compared.
 */
export function updateBody(body: Element, blocks: readonly Block[], inPost?: boolean, markup: Markup = (html) => html, prepare?: (fresh: DocumentFragment) => void): void {
  const template = el("template");
  template.innerHTML = markup(bodyHtml(blocks, inPost).join(""));
  prepare?.(template.content);
  const before = [...body.children];
  const after = [...document.importNode(template.content, true).children];
  const kept = new Map(common(before, after, (a, b) => a.isEqualNode(b)).map(([from, to]) => [to, before[from]!]));
  const stays = new Set(kept.values());
  const gone = before.filter((node) => !stays.has(node));
  let next: Element | null = body.firstElementChild;
  after.forEach((node, index) => {
    while (next !== null && gone.includes(next)) {
      next = next.nextElementSibling;
    }

    const same = kept.get(index);
    if (same !== undefined) {
      next = same.nextElementSibling;
      return;
    }

    // A paragraph that was reworded keeps its element, so that what points into it still does.
    const old = gone.find((candidate) => candidate.tagName === node.tagName && candidate.nextElementSibling === next);
    if (old !== undefined && old.tagName !== "FIGURE") {
      gone.splice(gone.indexOf(old), 1);
      old.replaceChildren(...node.childNodes);
    } else {
      body.insertBefore(node, next);
    }
  });
  gone.forEach((node) => node.remove());
}
