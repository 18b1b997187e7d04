import * as z from 'zod';
import { ServerError } from '../errors.ts';
import { campaignId, route, type Route } from '../route.ts';

/* Counts that something was shared: the channel and nothing else. */

/** What the panel offers; other names are counted only where the campaign offers them. */
const channels = new Set([
  'mastodon',
  'bluesky',
  'facebook',
  'whatsapp',
  'email',
  'telegram',
  'threads',
  'x',
  'linkedin',
  'reddit',
  'copy',
  'system',
]);

export const countShare = route({
  method: 'post',
  path: '/campaigns/:id/shares',
  summary: 'Counts one share on a channel. Sets no cookie and keeps nothing about who shared.',
  access: 'public',
  params: z.object({ id: campaignId }),
  body: {
    schema: z.object({
      channel: z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected a network like "mastodon"')
        .meta({ description: 'Where it was shared.', examples: ['mastodon'] }),
    }),
  },
  answers: { 204: { description: 'Counted.' } },
  errors: [400, 404, 413, 429],
  async handle({ body: { channel }, caller, params: { id } }, { brake, limits, store }) {
    const campaign = await store.getCampaign(id);
    if (!campaign?.isPublished) throw new ServerError('not-found', 'no such campaign');
    const share = campaign.document['share'] as { readonly networks?: unknown } | undefined;
    const offered = Array.isArray(share?.networks) && share.networks.includes(channel);
    if (!offered && !channels.has(channel))
      throw new ServerError('invalid', 'channel: not one that this campaign offers');
    brake.check('share', caller, limits.shares);
    brake.count('share', caller);
    try {
      await store.countShare(id, channel);
    } catch (error) {
      brake.forgive('share', caller);
      throw error;
    }
    return new Response(null, { status: 204 });
  },
});

export const shareRoutes: readonly Route[] = [countShare];
