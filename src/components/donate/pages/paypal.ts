import { amountText } from '../../../core/money.ts';
import type { GivingPage } from './page.ts';

/** In these PayPal takes whole units only (developer.paypal.com/api/rest/reference/currency-codes). */
const whole = 'HUF JPY TWD';

/** PayPal.Me: `paypal.me/name/12.50EUR` (paypal.com/paypalme, "add the amount and the currency to your link"). */
export const paypal: GivingPage = {
  hosts: ['paypal.me', 'www.paypal.me', 'paypal.com', 'www.paypal.com'],
  fill: (url, amount) => {
    const [, name] = /^(?:\/paypalme)?\/([A-Za-z0-9]{1,20})\/?$/.exec(url.pathname) ?? [];
    const isPage = url.pathname.startsWith('/paypalme/') || url.hostname.endsWith('paypal.me');
    const text = amountText(amount).replace(/\.0+$/, '');
    if (!name || !isPage || (whole.includes(amount.currency) && text.includes('.'))) return undefined;
    return `https://www.paypal.com/paypalme/${name}/${text}${amount.currency}`;
  },
};
