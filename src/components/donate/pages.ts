import type { Money } from '../../core/money.ts';
import { betterplace } from './pages/betterplace.ts';
import { everyOrg } from './pages/every-org.ts';
import { githubSponsors } from './pages/github-sponsors.ts';
import { liberapay } from './pages/liberapay.ts';
import type { GivingPage } from './pages/page.ts';
import { paypal } from './pages/paypal.ts';

/** The sites whose links can take an amount along. Any other link stays as the campaign has it. */
const pages: readonly GivingPage[] = [paypal, liberapay, everyOrg, githubSponsors, betterplace];

/** A link with the amount filled in, or undefined where its address can't take one. @param link Absolute. */
export function fillIn(link: string, amount: Money): string | undefined {
  const url = new URL(link);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  return pages.find(({ hosts }) => hosts.includes(url.hostname))?.fill(url, amount);
}
