import { amountText } from '../../../core/money.ts';
import type { GivingPage } from './page.ts';

/** Every.org: `/name#/donate?amount=25&frequency=ONCE`, always in US dollars (docs.every.org/docs/donate-link). */
export const everyOrg: GivingPage = {
  hosts: ['every.org', 'www.every.org'],
  fill: (url, amount) => {
    const [, name] = /^\/([\w.-]+)\/?$/.exec(url.pathname) ?? [];
    return name && amount.currency === 'USD'
      ? `https://www.every.org/${name}#/donate?amount=${amountText(amount)}&frequency=ONCE`
      : undefined;
  },
};
