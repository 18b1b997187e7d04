import { createHash } from 'node:crypto';
import * as z from 'zod';
import { statusOf as standOf, type Campaign } from '../../core/campaign.ts';
import { decode as decodeCampaign } from '../../core/decode.ts';
import type { DonationOptions, DonationState, DonationStep } from '../../core/donation.ts';
import { amountText, parseAmount, type Money } from '../../core/money.ts';
import { clean } from '../../core/text.ts';
import type { Context } from '../context.ts';
import { ServerError } from '../errors.ts';
import type { Payments } from '../payments/payments.ts';
import { returnUrl } from '../return-url.ts';
import { campaignId, json, route, type Route } from '../route.ts';
import type { Donation, NewDonation, StoredCampaign } from '../store/store.ts';
import { donationRequest, stateAnswer, stepAnswer } from '../wire.ts';

/* Giving: begin, and see how it stands. */

type Wanted = z.output<typeof donationRequest>;

/** A key of the page's for one attempt: at least 128 random bits, however they are written. */
const idempotencyKey = z
  .string({ error: 'expected a key of 16 to 255 characters, new for each attempt' })
  .regex(/^[\x21-\x7e]{16,255}$/, 'expected a key of 16 to 255 characters, new for each attempt');

export const startDonation = route({
  method: 'post',
  path: '/campaigns/:id/donations',
  summary: 'Begins a donation and answers with the next step. One key, one donation, however often it is asked for.',
  access: 'public',
  params: z.object({ id: campaignId }),
  headers: {
    'Idempotency-Key': { about: 'New for each attempt, the same when it is tried again.', required: true },
  },
  body: { schema: donationRequest },
  answers: { 200: { description: 'What comes next.', type: 'application/json', schema: stepAnswer } },
  errors: [400, 403, 404, 409, 413, 429, 502, 503],
  async handle({ body, caller, params: { id }, request }, context) {
    const { origins, store } = context;
    const from = request.headers.get('origin');
    if (origins.length && from && !origins.includes(from) && from !== new URL(context.publicUrl).origin) {
      throw new ServerError(
        'forbidden',
        'this site may not start donations here; its owner can allow it (ALLOWED_ORIGINS)',
      );
    }
    const key = idempotencyKey.safeParse(request.headers.get('idempotency-key') ?? undefined);
    if (!key.success) throw new ServerError('invalid', `Idempotency-Key: ${key.error.issues[0]?.message}`);
    const campaign = await store.getCampaign(id);
    if (!campaign?.isPublished) throw new ServerError('not-found', 'no such campaign');
    const { amount, payments, title, url } = check(campaign, body, context);
    const reference = Buffer.from(context.random(18)).toString('base64url');
    const wanted: NewDonation = {
      key: key.data,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([key.data, id, body]))
        .digest('base64url'),
      reference,
      campaign: id,
      source: payments.name,
      amount,
      ...(body.interval && { interval: body.interval }),
      ...personOf(body),
    };
    // Begun already, it is only repeated: who lost the answer gets it, also when the brake is on by now.
    const known = await store.donationOfKey(wanted.key, wanted.fingerprint);
    const donation = known ?? (await countedBegin(wanted, caller, context));
    return json(donation.step ?? (await begin(donation, key.data, { body, payments, title, url }, context)));
  },
});

/** Keys on their way into the books. */
const arriving = new WeakMap<Context, Set<string>>();

/**
 * Writes it into the books, and counts it before that: of a hundred requests at once, each would find the brake loose. What only
 * repeats a key, at the same time or later, isn't counted.
 */
async function countedBegin(wanted: NewDonation, caller: string, context: Context): Promise<Donation> {
  const { brake, limits, metrics, store } = context;
  const keys = arriving.get(context) ?? new Set<string>();
  arriving.set(context, keys);
  if (keys.has(wanted.key)) return store.beginDonation(wanted);
  brake.check('failure', caller, limits.failures);
  brake.check('start', caller, limits.starts);
  brake.count('start', caller);
  keys.add(wanted.key);
  let hasBegun = false;
  try {
    const donation = await store.beginDonation(wanted);
    hasBegun = donation.reference === wanted.reference;
    if (hasBegun) {
      brake.begun(wanted.reference, caller);
      metrics.count('glassjar_donations_started_total');
    }
    return donation;
  } finally {
    keys.delete(wanted.key);
    // What nothing was begun by isn't held against anybody: a repetition, or a try that the database could not take.
    if (!hasBegun) brake.forgive('start', caller);
  }
}

/** Beginnings on the way, so that a double click asks the provider once. */
const running = new WeakMap<Context, Map<string, Promise<DonationStep>>>();

interface Ready {
  readonly body: Wanted;
  readonly payments: Payments;
  readonly title: string;
  readonly url: string | undefined;
}

function begin(donation: Donation, key: string, ready: Ready, context: Context): Promise<DonationStep> {
  const all = running.get(context) ?? new Map<string, Promise<DonationStep>>();
  running.set(context, all);
  const { reference } = donation;
  const found = all.get(reference);
  if (found) return found;
  const begun = ask(donation, key, ready, context).finally(() => all.delete(reference));
  all.set(reference, begun);
  return begun;
}

async function ask(
  { amount, campaign, interval, reference }: Donation,
  key: string,
  { body, payments, title, url }: Ready,
  { origins, publicUrl, store }: Context,
): Promise<DonationStep> {
  const { ids, step } = await payments.start!({
    reference,
    key,
    campaign,
    title,
    amount,
    ...(interval && { interval }),
    ...(body.language && { language: body.language }),
    returnUrl: returnUrl({ wanted: body.returnUrl, campaignUrl: url, publicUrl, origins, reference }),
  });
  const kept = await store.answerDonation(reference, step, ids);
  return kept.step ?? step;
}

/** Whether the campaign takes this, now. */
function check(
  { currency, document }: StoredCampaign,
  wanted: Wanted,
  { clock, payments }: Context,
): { amount: Money; payments: Payments; title: string; url: string | undefined } {
  const campaign = readable(document);
  if (standOf(campaign, clock.now()) === 'ended') {
    throw new ServerError('over', 'this campaign takes no donations any more');
  }
  if (campaign.noMoney) throw new ServerError('closed', 'this campaign takes no money');
  const found = payments.find((one) => one.start && one.options(currency));
  const options = found?.options(currency);
  if (!found || !options) throw new ServerError('closed', 'this campaign takes no donations through this server');
  if (wanted.currency !== currency) throw new ServerError('invalid', `currency: expected "${currency}"`);
  const amount = parseAmount(wanted.amount, currency);
  if (!amount?.minor) throw new ServerError('invalid', 'amount: expected an amount above 0, like "50.00"');
  checkLimits(amount, options);
  if (wanted.interval && !options.intervals?.includes(wanted.interval)) {
    throw new ServerError('invalid', 'interval: only once is possible here');
  }
  return { amount, payments: found, title: campaign.title, url: campaign.url };
}

function checkLimits(amount: Money, { maximum, minimum, step = 1 }: DonationOptions): void {
  const refuse = (what: string, limit: Money): never => {
    throw new ServerError('invalid', `amount: expected ${what} ${amountText(limit)} ${limit.currency}`);
  };
  if (minimum && amount.minor < minimum.minor) refuse('at least', minimum);
  if (maximum && amount.minor > maximum.minor) refuse('at most', maximum);
  if (amount.minor % step) refuse('a multiple of', { ...amount, minor: step });
}

/** The campaign without its lists, which nobody needs here. */
function readable(document: StoredCampaign['document']): Campaign {
  const { entries: _entries, press: _press, updates: _updates, ...rest } = document;
  return decodeCampaign(rest).campaign;
}

function personOf({ message, name }: Wanted): Pick<Donation, 'person'> {
  const said = { name: clean(name ?? ''), message: clean(message ?? '') };
  if (!said.name && !said.message) return {};
  return {
    person: {
      ...(said.name && { name: said.name }),
      ...(said.message && { message: said.message }),
      isPublic: true,
    },
  };
}

export const readDonation = route({
  method: 'get',
  path: '/donations/:reference',
  summary: 'How a donation stands, for whoever has its reference. Tells nothing about who gave.',
  access: 'public',
  params: z.object({ reference: z.string().max(200) }),
  answers: { 200: { description: 'How it stands.', type: 'application/json', schema: stateAnswer } },
  errors: [400, 404],
  async handle({ params: { reference } }, context) {
    const donation = /^[\w-]{16,64}$/.test(reference) ? await context.store.getDonation(reference) : undefined;
    if (!donation) throw new ServerError('not-found', 'no such donation');
    const { amount, interval } = donation;
    return json({
      status: await publicStatus(donation, context),
      amount: amountText(amount),
      currency: amount.currency,
      interval: interval ?? 'once',
    });
  },
});

async function publicStatus(donation: Donation, context: Context): Promise<DonationState['status']> {
  const { status } = donation;
  // Between bank and organiser now; for the supporter it was paid.
  if (status === 'disputed') return 'paid';
  if (status === 'refunded') return 'failed';
  if (status !== 'open') return status;
  // Back before the provider has told us: "you turned back" would make someone pay twice who has paid.
  return (await isFinished(donation, context)) ? 'pending' : 'cancelled';
}

/** Milliseconds that a provider's answer holds: whoever has a reference can ask us as often as they like, and not the provider. */
const askAgainAfter = 3000;
const mostAsked = 1000;
const asked = new WeakMap<Context, Map<string, { readonly until: number; readonly answer: Promise<boolean> }>>();

function isFinished({ ids, reference, source }: Donation, context: Context): Promise<boolean> {
  const provider = context.payments.find(({ name }) => name === source);
  if (!provider?.isFinished || !ids.length) return Promise.resolve(true);
  const now = context.clock.now();
  const known = asked.get(context) ?? new Map<string, { until: number; answer: Promise<boolean> }>();
  asked.set(context, known);
  const found = known.get(reference);
  if (found && found.until > now) return found.answer;
  if (known.size >= mostAsked) known.clear();
  const answer = provider.isFinished(ids);
  known.set(reference, { until: now + askAgainAfter, answer });
  return answer;
}

export const donationRoutes: readonly Route[] = [startDonation, readDonation];
