/**
 * The body of an answer, piece by piece, counted on the way: an endless one ends, and one that is small on the wire and large when it is
 * unpacked never fills a tab. Whatever a backend answers is read by this.
 * @param most Bytes, unpacked.
 * @throws RangeError with `most` as its message when there is more; the connection is let go of.
 */
export async function* piecesOf(response: Response, most: number): AsyncGenerator<Uint8Array> {
  // A page's replacement for fetch may have no streams.
  if (!response.body) {
    yield new TextEncoder().encode(await response.text());
    return;
  }
  const reader = response.body.getReader();
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done || !value) return;
    bytes += value.byteLength;
    if (bytes > most) {
      void reader.cancel();
      throw new RangeError(`${most}`);
    }
    yield value;
  }
}

/** The same as one text, in UTF-8; a byte-order mark is taken off. */
export async function readText(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of piecesOf(response, most)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
