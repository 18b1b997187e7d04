/* Bytes become text: by a mark, then as UTF-8, then as Windows-1252, in which German banks and Excel write (the Encoding Standard's names). */

/** A file's text; undefined for bytes that are none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  const zeros = zerosIn(bytes);
  // Latin letters in UTF-16 have a zero in every other byte.
  if (zeros) return zeros === 'binary' ? undefined : new TextDecoder(zeros).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    // eslint-disable-next-line no-control-regex -- control characters are what tells binary data
    return /[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, 4096)) ? undefined : text;
  }
}

function zerosIn(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'binary' | undefined {
  const look = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  look.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2) odd += 1;
    else even += 1;
  });
  if (!even && !odd) return undefined;
  const most = look.length / 2;
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le';
  return even > most * 0.6 && odd < most * 0.1 ? 'utf-16be' : 'binary';
}
