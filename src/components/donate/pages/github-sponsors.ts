import { amountText } from '../../../core/money.ts';
import type { GivingPage } from './page.ts';

/** GitHub Sponsors: `/sponsors/name?frequency=one-time&amount=25`, whole US dollars (as its own "share" links have it). */
export const githubSponsors: GivingPage = {
  hosts: ['github.com', 'www.github.com'],
  fill: (url, amount) => {
    const [, name] = /^\/sponsors\/([\w-]+)\/?$/.exec(url.pathname) ?? [];
    const dollars = amountText(amount).replace(/\.00$/, '');
    return name && amount.currency === 'USD' && !dollars.includes('.')
      ? `https://github.com/sponsors/${name}?frequency=one-time&amount=${dollars}`
      : undefined;
  },
};
