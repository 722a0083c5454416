import type { Block } from "../live/wire";
import { readableMarkup } from "./dots";

/** The markup of a block: the same, character for character, as ArticleMarkup on the server writes. */
export function blockHtml(block: Block, lead: boolean): string {
  switch (block.kind) {
    case "heading": {
      const level = Math.min(4, Math.max(2, block.level ?? 2));
      return `<h${level}>${block.html ?? ""}</h${level}>`;
    }
    case "quote":
      return `<blockquote><p>${block.html ?? ""}</p></blockquote>`;
    case "list": {
      const tag = block.ordered === true ? "ol" : "ul";
      return `<${tag}>${(block.items ?? []).map((item) => `<li>${item}</li>`).join("")}</${tag}>`;
    }
    case "image":
      return imageHtml(block, lead);
    case "table":
      return tableHtml(block);
    case "file":
      return `<p class="file"><a href="${escape(block.url ?? "")}" download>${block.html ?? ""}</a></p>`;
    case "embed":
      return `<figure class="embed"><iframe src="${escape(block.url ?? "")}" title="${escape(block.alt ?? "")}" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" allow="fullscreen; picture-in-picture"></iframe></figure>`;
    default:
      return `<p>${block.html ?? ""}</p>`;
  }
}

/** All blocks of a body, readable; the first picture is the lead, which loads at once, save in a post, of which a page has many. */
export function bodyHtml(blocks: readonly Block[], inPost?: boolean): string[] {
  const lead = blocks.findIndex((block) => block.kind === "image" && !inPost);
  return blocks.map((block, index) => readableMarkup(blockHtml(block, index === lead)));
}

function tableHtml(block: Block): string {
  const caption = block.html ? `<caption>${block.html}</caption>` : "";
  const rows = (block.rows ?? []).map((row, index) => {
    const [open, close] = block.headed === true && index === 0 ? ['<th scope="col">', "</th>"] : ["<td>", "</td>"];
    return `<tr>${row.map((cell) => `${open}${cell}${close}`).join("")}</tr>`;
  });
  return `<div class="table" tabindex="0"><table>${caption}<tbody>${rows.join("")}</tbody></table></div>`;
}

function imageHtml(block: Block, lead: boolean): string {
  const size = block.width && block.height ? ` width="${block.width}" height="${block.height}"` : "";
  const loading = lead ? ' fetchpriority="high"' : ' loading="lazy"';
  const credit = block.credit ? `<span class="credit">${escape(block.credit)}</span>` : "";
  const words = [block.html ?? "", credit].filter((part) => part.length > 0).join(" ");
  const caption = words.length > 0 ? `<figcaption>${words}</figcaption>` : "";
  return `<figure><img src="${escape(block.url ?? "")}" alt="${escape(block.alt ?? "")}"${size}${sourceSet(block)}${loading} decoding="async">${caption}</figure>`;
}

/** The smaller forms of a picture that is kept here; the browser takes the one that fits. */
function sourceSet(block: Block): string {
  const picture = /^\/pictures\/([0-9a-f]{64})\.[a-z]+$/.exec(block.url ?? "");
  if (picture === null || (block.widths ?? []).length === 0) {
    return "";
  }
  const forms = (block.widths ?? []).map((width) => `/pictures/${picture[1]}-${width}.webp ${width}w`);
  return ` srcset="${[...forms, `${block.url} ${block.width}w`].join(", ")}" sizes="(min-width: 43rem) 43rem, 100vw"`;
}

export function escape(value: string): string {
  return value.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c);
}
