import { email } from './networks/email.ts';
import { linkedin } from './networks/linkedin.ts';
import { reddit } from './networks/reddit.ts';
import { telegram } from './networks/telegram.ts';
import { threads } from './networks/threads.ts';
import { x } from './networks/x.ts';
import type { Network } from './post.ts';

/** The networks behind those of networks.ts, in the order in which they are offered. */
export const moreNetworks: readonly Network[] = [email, telegram, threads, x, linkedin, reddit];
