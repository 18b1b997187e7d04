import * as z from 'zod';
import { campaignSchema } from '../core/schema.ts';

/* What the public answers hold, as schemas: openapi.json is made of them, and tests hold the answers against them. */

const interval = z.enum(['once', 'month']);
/** An amount in the wire format. */
export const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})(\.\d{1,4})?$/, 'expected digits with a dot before the cents, like "50.00"')
  .meta({ description: 'Digits with a dot before the cents.', examples: ['50.00'] });
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'expected a currency like "EUR"')
  .meta({ description: 'ISO 4217.', examples: ['EUR'] });

/** A campaign document and what this server says beside it. */
export const campaignAnswer = z.object({
  ...campaignSchema.shape,
  live: z.object({
    version: z.number().int().meta({ description: 'Rises with each change.' }),
    pollEvery: z.number().int().min(5).meta({ description: 'Seconds between two readings.' }),
    events: z.boolean().meta({ description: 'Whether `/campaigns/{id}/events` is there.' }),
    shares: z.boolean().meta({ description: 'Whether `/campaigns/{id}/shares` counts.' }),
    lines: z.number().int().optional().meta({
      description:
        'How many entries there are; sums stand for them, and `/campaigns/{id}/entries` has them. Absent: all are here.',
    }),
    donations: z
      .object({
        intervals: z.array(interval).optional(),
        minimum: amount.optional(),
        maximum: amount.optional(),
        step: z
          .number()
          .int()
          .min(1)
          .optional()
          .meta({ description: 'Minor units of which an amount must be a multiple.' }),
        label: z.string().optional(),
        fee: z.string().optional(),
      })
      .optional()
      .meta({ description: 'What can be given through this server. Absent: nothing.' }),
  }),
});

const [entry] = [campaignSchema.shape.entries.unwrap().element];
export const entryAnswer = z.object({
  ...entry.shape,
  number: z.number().int().min(1).meta({ description: 'Its place in the books, from 1.' }),
  balance: z
    .string()
    .regex(/^-?(0|[1-9]\d*)(\.\d{1,4})?$/)
    .meta({ description: 'What was left after it.' }),
});

export const donationRequest = z.object({
  amount,
  currency,
  interval: z.literal('month').optional().meta({ description: 'Absent: once.' }),
  returnUrl: z.string().max(2048).meta({
    description:
      'Where the supporter comes back to, paid or not. One that is not allowed is replaced by the campaign’s page.',
  }),
  language: z.string().max(35).optional().meta({ description: 'BCP 47, for the provider’s pages.' }),
  name: z.string().max(200).optional().meta({ description: 'To be shown with the gift.' }),
  message: z.string().max(2000).optional().meta({ description: 'To be shown with the gift.' }),
});

export const stepAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), url: z.string() }),
  z.object({
    kind: z.literal('stripe'),
    clientSecret: z.string(),
    publishableKey: z.string(),
    donation: z.string().optional(),
  }),
  z.object({
    kind: z.literal('transfer'),
    holder: z.string(),
    iban: z.string(),
    bic: z.string().optional(),
    reference: z.string(),
  }),
]);

export const stateAnswer = z.object({
  status: z.enum(['paid', 'pending', 'failed', 'cancelled']),
  amount: amount.optional(),
  currency: currency.optional(),
  interval: interval.optional(),
});

export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string().meta({ description: 'What to do, in English.' }) }),
});
