import { decimalsOf } from './currency.ts';

/** Known without asking the engine, whose list is slow to make. */
const usual = 'EUR GBP CHF';

/** A ledger asks for each of its entries. */
const asked = new Map<string, boolean>();

/**
 * Whether there is a currency of that code (ISO 4217, three capitals). Which there are the engine's Intl knows; where it can't
 * tell, any code is believed.
 */
export function isCurrency(code: string): boolean {
  if (!asked.has(code)) asked.set(code, ask(code));
  return asked.get(code)!;
}

function ask(code: string): boolean {
  if (!/^[A-Z]{3}$/.test(code)) return false;
  if (usual.includes(code) || decimalsOf(code) !== 2) return true;
  return Intl.supportedValuesOf?.('currency').includes(code) ?? true;
}
