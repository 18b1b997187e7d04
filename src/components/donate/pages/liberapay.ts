import { amountText } from '../../../core/money.ts';
import type { GivingPage } from './page.ts';

/** Liberapay: `/name/donate?amount=3.14&currency=EUR`; both or neither (github.com/liberapay/liberapay.com/issues/1790). */
export const liberapay: GivingPage = {
  hosts: ['liberapay.com', 'www.liberapay.com'],
  fill: (url, amount) => {
    const [, name] = /^\/([\w.-]+)(?:\/donate)?\/?$/.exec(url.pathname) ?? [];
    return name && `https://liberapay.com/${name}/donate?amount=${amountText(amount)}&currency=${amount.currency}`;
  },
};
