import { mod97, withoutUnseen } from './iban.ts';

/*
 * The creditor reference of ISO 11649: `RF`, two check digits (ISO 7064, mod 97-10), then up to 21 letters and digits. Banks
 * carry it unchanged and their forms refuse a mistyped one, so it is what ties a transfer to a gift.
 */

/** A creditor reference without blanks and in capitals, or undefined when its form or its check digits are wrong. */
export function parseReference(text: string): string | undefined {
  const blankless = withoutUnseen(text);
  // Before capitals are made, since "ſ" would become an S.
  if (!/^RF(?!0[01]|99)\d\d[A-Z0-9]{1,21}$/i.test(blankless)) return undefined;
  const reference = blankless.toUpperCase();
  return mod97(reference) === 1 ? reference : undefined;
}

/**
 * A creditor reference around a number of one's own, so that a transfer can be matched to the gift it was made for.
 * @param own 1 to 21 letters and digits, random ones from the caller; not with a leading zero, which some banks drop.
 * @returns Bare: `RF18539007547034`. Undefined for what can't be in one.
 */
export function makeReference(own: string): string | undefined {
  if (!/^[A-Z0-9]{1,21}$/i.test(own)) return undefined;
  const body = own.toUpperCase();
  return `RF${String(98 - mod97(`RF00${body}`)).padStart(2, '0')}${body}`;
}
