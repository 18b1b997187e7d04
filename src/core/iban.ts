/**
 * What was typed or pasted where letters and digits alone mean something, without blanks and without what nobody sees: soft
 * hyphens, zero-width signs, marks and overrides of the direction, as mails and PDF files put them between groups.
 */
export const withoutUnseen = (text: string): string => text.replace(/[\s\p{Cf}]/gu, '');

/**
 * An IBAN (ISO 13616) without blanks and in capitals, or undefined when its form or its check digits (ISO 7064, mod 97-10) are wrong.
 */
export function parseIban(text: string): string | undefined {
  const blankless = withoutUnseen(text);
  // Before capitals are made, since "ſ" and "ß" would become letters of an IBAN. RF begins a creditor reference.
  if (!/^(?!RF)[A-Z]{2}(?!0[01]|99)\d\d[A-Z0-9]{11,30}$/i.test(blankless)) return undefined;
  const iban = blankless.toUpperCase();
  return mod97(iban) === 1 ? iban : undefined;
}

/** What ISO 7064, mod 97-10, leaves of digits and capital letters whose first four go last: 1 where the check digits fit. */
export const mod97 = (text: string): number =>
  Number(BigInt((text.slice(4) + text.slice(0, 4)).replace(/\D/g, (letter) => String(parseInt(letter, 36)))) % 97n);

/** An IBAN in groups of four, as it is printed: `DE89 3704 0044 0532 0130 00`. */
export const groupIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
