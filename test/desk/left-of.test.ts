import { expect, test } from 'vitest';
import type { Booked } from '../../src/desk/api.ts';
import { leftOf } from '../../src/desk/left-of.ts';

const booked = (number: number, flow: string, amount: string, reverses?: string): Booked => ({
  ...{ number, id: `e${number}`, at: '2026-06-10T22:30:00Z', flow, amount, reason: 'refund', balance: '0.00' },
  ...{ isPayment: true, isGivenBackHere: flow === 'gift+' && !reverses },
  ...(reverses && { reverses }),
});

test('of a gift is left what no line has taken back, and what was brought back again', () => {
  const gift = booked(1, 'gift+', '5.00');
  const other = booked(2, 'gift+', '9.00');
  expect(leftOf(gift, [other, gift], 'EUR')).toBe('5.00');
  const taken = [booked(4, 'gift-', '1.50', 'e1'), booked(3, 'gift-', '2.00', 'e1'), other, gift];
  expect(leftOf(gift, taken, 'EUR')).toBe('1.50');
  expect(leftOf(other, taken, 'EUR')).toBe('9.00');
  expect(leftOf(gift, [booked(5, 'gift+', '2.00', 'e3'), ...taken], 'EUR')).toBe('3.50');
  expect(leftOf(booked(1, 'gift+', '500'), [booked(2, 'gift-', '500', 'e1')], 'JPY')).toBe('0');
});
