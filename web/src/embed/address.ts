const schemes = ["http:", "https:", "mailto:", "tel:"];

/**
 * An address that the server has given, for a page elsewhere. `/x` is below the server, which may itself be under a path.
 * In ASCII, because pages in EUC-KR would spell a query their own way. Nothing for what is no address to show or follow.
 */
export function absolute(address: string, server: string): string {
  const given = address.trim();
  try {
    const url = new URL(given.replace(/^\/(?!\/)/, "./"), server);
    return given !== "" && schemes.includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}
