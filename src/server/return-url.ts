/*
 * Where a supporter comes back to after paying. The page says where, but anyone can say anything: only the campaign's own site, this
 * server and sites named by its owner are gone to. Another address is not refused, which would leave someone who has paid nowhere; they
 * come back to the campaign's own page.
 */

export interface WayBack {
  /** What the page asked for. */
  readonly wanted: string;
  /** The campaign's own page. */
  readonly campaignUrl: string | undefined;
  readonly publicUrl: string;
  /** Further origins that are allowed. */
  readonly origins: readonly string[];
  readonly reference: string;
}

/** The address to come back to, with the donation's reference in `glassjar-donation`. */
export function returnUrl({ campaignUrl, origins, publicUrl, reference, wanted }: WayBack): string {
  const own = parse(campaignUrl) ?? new URL(publicUrl);
  const allowed = new Set([own.origin, new URL(publicUrl).origin, ...origins]);
  const asked = parse(wanted);
  const url = asked && allowed.has(asked.origin) ? asked : own;
  url.searchParams.set('glassjar-donation', reference);
  // Stripe fills in what stands in braces.
  return url.href.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

/** An http(s) address without credentials, read from its very beginning: the parser alone takes blanks and backslashes as well. */
function parse(text: string | undefined): URL | undefined {
  if (!text || !/^https?:\/\/[^/\\\s]/i.test(text) || /[\s\\]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username || url.password ? undefined : url;
}
