import type { Money } from '../../core/money.ts';
import { betterplace } from './pages/betterplace.ts';
import { everyOrg } from './pages/every-org.ts';
import { githubSponsors } from './pages/github-sponsors.ts';
import { liberapay } from './pages/liberapay.ts';
import type { GivingPage } from './pages/page.ts';
import { paypal } from './pages/paypal.ts';

/** The sites whose links can take an amount along. Any other link stays as the campaign has it. */
const pages: readonly GivingPage[] = [paypal, liberapay, everyOrg, githubSponsors, betterplace];

/** A link with the amount filled in, or undefined where its address can't take one. */
export function fillIn(link: string, amount: Money): string | undefined {
  // A link on the campaign's own site may be relative; what isn't absolute is none of these sites.
  if (!/^https?:\/\//i.test(link)) return undefined;
  const url = new URL(link);
  return pages.find(({ hosts }) => hosts.includes(url.hostname))?.fill(url, amount);
}
