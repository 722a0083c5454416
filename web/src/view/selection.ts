/**
 * A selection inside a paragraph that is rewritten would be lost: it comes back where the text up to its ends is
 * unchanged. A selection in text that does not change survives by itself.
 */
export function keepSelection(change: () => void): void {
  const selection = getSelection();
  const range = selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
  const holder = range === undefined ? undefined : elementOf(range.commonAncestorContainer)?.closest(".article-body > *");
  if (range === undefined || selection === null || holder == null) {
    change();
    return;
  }

  const start = textBefore(holder, range.startContainer, range.startOffset);
  const end = textBefore(holder, range.endContainer, range.endOffset);
  change();
  if (selection.isCollapsed && holder.isConnected && holder.textContent.startsWith(end)) {
    const from = pointAt(holder, start.length);
    const to = pointAt(holder, end.length);
    selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

function textBefore(holder: Element, node: Node, offset: number): string {
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, offset);
  return range.toString();
}

function pointAt(holder: Element, length: number): { node: Node; offset: number } {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (length <= node.length) {
      return { node, offset: length };
    }

    length -= node.length;
  }

  return { node: holder, offset: holder.childNodes.length };
}
