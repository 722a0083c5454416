/**
 * The dots of Korean lists that newsrooms type as U+2024 and U+2027: data keeps them, but common Korean fonts have no sign
 * for them. Pages show U+00B7 instead. The server has the same rule in KoreanDots.
 */
export function readable(text: string): string {
  return text.replace(/[\u2024\u2027]/g, "\u00b7");
}

/** The same in the text of markup; tags keep theirs, because addresses are in them. */
export function readableMarkup(html: string): string {
  return html.replace(/<[^>]*>|[\u2024\u2027]/g, (part) => (part.length === 1 ? "\u00b7" : part));
}
