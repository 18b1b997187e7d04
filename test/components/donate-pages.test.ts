import { expect } from '@open-wc/testing';
import { fillIn } from '../../src/components/donate/pages.ts';
import { parseAmount } from '../../src/core/money.ts';

const fill = (link: string, amount = '12.50', currency = 'EUR') => fillIn(link, parseAmount(amount, currency)!);

describe('links that take an amount along', () => {
  for (const [link, amount, currency, filled] of [
    ['https://paypal.me/mara', '12.50', 'EUR', 'https://www.paypal.com/paypalme/mara/12.50EUR'],
    ['https://www.paypal.me/Mara1/', '50', 'USD', 'https://www.paypal.com/paypalme/Mara1/50USD'],
    ['https://www.paypal.com/paypalme/mara', '500', 'JPY', 'https://www.paypal.com/paypalme/mara/500JPY'],
    ['https://paypal.me/mara', '500.50', 'HUF', undefined],
    ['https://paypal.me/mara/25', '12.50', 'EUR', undefined],
    ['https://www.paypal.com/donate/?hosted_button_id=X', '12.50', 'EUR', undefined],
    ['https://www.paypal.com/mara', '12.50', 'EUR', undefined],
    ['https://liberapay.com/mara', '12.50', 'EUR', 'https://liberapay.com/mara/donate?amount=12.50&currency=EUR'],
    ['https://liberapay.com/mara/donate', '12', 'CHF', 'https://liberapay.com/mara/donate?amount=12.00&currency=CHF'],
    ['https://www.every.org/mara', '25', 'USD', 'https://www.every.org/mara#/donate?amount=25.00&frequency=ONCE'],
    ['https://www.every.org/mara', '25', 'EUR', undefined],
    ['https://github.com/sponsors/mara', '25', 'USD', 'https://github.com/sponsors/mara?frequency=one-time&amount=25'],
    ['https://github.com/sponsors/mara', '25.50', 'USD', undefined],
    ['https://github.com/sponsors/mara', '25', 'EUR', undefined],
    ['https://github.com/mara/book', '25', 'USD', undefined],
    [
      'https://www.betterplace.org/de/donate/iframe/projects/1?color=abc',
      '25',
      'EUR',
      'https://www.betterplace.org/de/donate/iframe/projects/1?color=abc&donation_amount=25',
    ],
    ['https://www.betterplace.org/de/donate/iframe/projects/1', '100', 'EUR', undefined],
    ['https://www.betterplace.org/de/projects/1', '25', 'EUR', undefined],
    ['https://www.gofundme.com/f/mara', '25', 'EUR', undefined],
  ] as const) {
    it(`${amount} ${currency} to ${link}`, () => {
      expect(fill(link, amount, currency)).to.equal(filled);
    });
  }

  it('are known by their whole host', () => {
    for (const link of [
      'https://paypal.me.evil.example/mara',
      'https://evilpaypal.me/mara',
      'https://paypal.me@evil.example/mara',
      'mailto:mara@paypal.me',
      '/paypalme/mara',
      'not a link',
    ])
      expect(fill(link), link).to.equal(undefined);
  });
});
