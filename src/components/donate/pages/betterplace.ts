import { amountText } from '../../../core/money.ts';
import type { GivingPage } from './page.ts';

/** betterplace.org: its form `/de/donate/iframe/projects/1?donation_amount=25`, 1 to 99 whole euros (betterplace.org, widget documentation). */
export const betterplace: GivingPage = {
  hosts: ['betterplace.org', 'www.betterplace.org'],
  fill: (url, amount) => {
    const euros = amountText(amount).replace(/\.00$/, '');
    if (!/^\/\w\w\/donate\/iframe\//.test(url.pathname) || amount.currency !== 'EUR' || !/^\d\d?$/.test(euros))
      return undefined;
    const filled = new URL(url);
    filled.searchParams.set('donation_amount', euros);
    return filled.href;
  },
};
