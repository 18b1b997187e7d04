/** The one list of schemes that a link in campaign data may have. */
const schemes = /^(?:https?|mailto|tel):$/;

/**
 * Whether a text may become a link: an absolute http(s), mailto or tel address without embedded credentials,
 * or one on the campaign's own site, written with a leading `/`, `./` or `../`.
 */
export function isLink(text: string): boolean {
  // The URL parser drops tabs and line breaks and reads "\" as "/", so that "java\nscript:" and "/\evil.example" would pass.
  if (!text || /[\s\\\u0000-\u0020]/.test(text)) return false;
  if (/^(?:\/(?!\/)|\.\.?\/)/.test(text)) return true;
  const url = parse(text);
  if (!url || !schemes.test(url.protocol) || url.username || url.password) return false;
  return /^https?:/.test(url.protocol) ? /^https?:\/\/[^/]/i.test(text) : url.pathname.length > 1;
}

/** `URL.parse`, which engines of before 2024 lack. */
function parse(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** A link made absolute against the address of the document that holds it; unchanged when that is unknown. */
export function resolveLink(text: string, base: string | undefined): string {
  return parse(text, base)?.href ?? text;
}

/** The host a link leads to, for showing: `paypal.me`. Empty for mailto and tel. */
export function hostOf(link: string): string {
  return parse(link)?.hostname.replace(/^www\./, '') ?? '';
}
