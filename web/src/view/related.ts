import { type ArticleDelta, type ArticleSnapshot, isWithheld } from "../live/wire";
import type { follow as Follow } from "../page";
import { setText } from "./dom";
import { keepPlace } from "./place";

/** Links to related articles, each of which follows its article and goes when that is withdrawn. */
export function followRelated(elements: Iterable<HTMLElement>, follow: typeof Follow): void {
  for (const element of elements) {
    const stop = follow(element, (change) => keepPlace(() => {
      const article = change.data as ArticleSnapshot | ArticleDelta;
      if (isWithheld(article.stage)) {
        stop();
        leave(element);
      } else if (article.headline !== undefined) {
        setText(element.querySelector("a"), article.headline);
      }
    }));
  }
}

function leave(element: HTMLElement): void {
  const nav = element.closest("nav");
  (element.closest("li") ?? element).remove();
  if (nav !== null && nav.querySelector("li") === null) {
    nav.remove();
  }
}
