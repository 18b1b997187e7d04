import { decode as decodeCampaign } from '../../core/decode.ts';
import { GlassjarError, type Problem } from '../../core/errors.ts';
import { campaignSchema } from '../../core/schema.ts';
import { ServerError } from '../errors.ts';
import type { Change, Store, StoredCampaign } from '../store/store.ts';
import { ibanOf, lastFour, masked, waysOf, type Document } from './account.ts';
import { change, edits, type ChangeKind } from './changes.ts';
import type { Actor } from './guard.ts';
import { isLedElsewhere } from './leading.ts';
import { hashOf } from './secrets.ts';

/** A document that can't be saved: each thing that is wrong with it, by its place. */
export class RefusedDocument extends ServerError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('invalid', 'the campaign was not saved: some fields need mending');
    this.problems = problems;
  }
}

/** Someone else has saved the document meanwhile: who and when, for whoever has to look at both. */
export class ChangedMeanwhile extends ServerError {
  readonly changed: Pick<Change, 'actor' | 'at'> | undefined;

  constructor(changed: Pick<Change, 'actor' | 'at'> | undefined) {
    const by = changed ? ` by ${changed.actor} at ${changed.at}` : '';
    super('conflict', `this campaign was changed meanwhile${by}: read it again, put both together and save once more`);
    this.changed = changed;
  }
}

/**
 * Which state of the document someone edits. Not the campaign's version: that rises with each donation, and a gift must not
 * take the ground from under someone who writes.
 */
export const revisionOf = async ({ document }: Pick<StoredCampaign, 'document'>): Promise<string> =>
  (await hashOf(JSON.stringify(document))).slice(0, 16);

/** @throws ServerError `not-found` */
export async function campaignOf(store: Store, id: string): Promise<StoredCampaign> {
  const found = await store.getCampaign(id);
  if (!found) throw new ServerError('not-found', 'there is no campaign of that id');
  return found;
}

export interface Saving {
  readonly document: Document;
  /** The revision that was edited; absent: it must be new. */
  readonly revision?: string | undefined;
  /** The last four characters of the IBAN, typed once more when it changes. */
  readonly confirmIban?: string | undefined;
}

/** How often a save is tried again when only the books have moved meanwhile. */
const tries = 20;

/**
 * Saves a campaign's document, whole.
 * @throws RefusedDocument with each problem by its place; ServerError `conflict` when someone else has changed it meanwhile.
 */
export async function saveCampaign(
  store: Store,
  id: string,
  saving: Saving,
  actor: Actor,
  now: number,
): Promise<StoredCampaign> {
  for (let tried = 1; ; tried++) {
    const before = await store.getCampaign(id);
    if ((before && (await revisionOf(before))) !== saving.revision) throw await conflict(store, before);
    const document = await checked(store, id, saving.document, before);
    const currency = document['currency'] as string;
    const isPublished = before?.isPublished ?? false;
    const [what, detail] = describe(document, before, saving, actor);
    try {
      return await store.putCampaign(
        { id, document, currency, isPublished },
        before?.version ?? 0,
        change(now, actor.name, what, detail),
      );
    } catch (error) {
      // A donation came in between: the document is still the one that was edited, so nothing stands against saving.
      if (!(error instanceof ServerError && error.code === 'conflict') || tried === tries) throw error;
    }
  }
}

/** How far back the log is looked through for who has saved last: lines that were entered stand in it, too. */
const looked = 200;

async function conflict(store: Store, before: StoredCampaign | undefined): Promise<ServerError> {
  if (!before) return new ServerError('conflict', 'this campaign is not there any more');
  const last = (await store.changes(before.id, looked)).find(({ what }) => edits.has(what));
  return new ChangedMeanwhile(last && { actor: last.actor, at: last.at });
}

/** The document as it is stored: known fields only, and nothing that the books say. */
async function checked(
  store: Store,
  id: string,
  given: Document,
  before: StoredCampaign | undefined,
): Promise<Document> {
  const problems: Problem[] = [];
  try {
    problems.push(...decodeCampaign(given).problems);
  } catch (error) {
    if (!(error instanceof GlassjarError)) throw error;
    problems.push(...error.problems);
  }
  if (given['entries'] !== undefined) {
    problems.push({ path: 'entries', message: 'lines of the books are entered, not written into the document' });
  }
  const read = campaignSchema.safeParse({ ...given, id });
  if (!read.success && !problems.length) {
    problems.push(...read.error.issues.map(({ message, path }) => ({ path: path.join('.'), message })));
  }
  if (before && given['currency'] !== before.currency && (await store.sums(id)).entries > 0) {
    problems.push({ path: 'currency', message: `expected ${before.currency}: the books are in it` });
  }
  const sources = (read.data?.sources ?? []).map((source) => source.id);
  for (const { source } of before ? (await store.sums(id)).sources : []) {
    if (source && !sources.includes(source)) {
      problems.push({ path: 'sources', message: `expected "${source}" to stay: lines of the books are of it` });
    }
  }
  const twice = sources.findIndex((source, index) => sources.indexOf(source) !== index);
  if (twice >= 0) problems.push({ path: `sources[${twice}].id`, message: 'expected an id that no other source has' });
  if (problems.length || !read.success) throw new RefusedDocument(problems);
  // Through JSON, so that nothing absent stands as a field.
  return JSON.parse(JSON.stringify(read.data)) as Document;
}

/** What the log says; and whether the account and the other ways to give may change: a token that leaked must not lead money away. */
function describe(
  document: Document,
  before: StoredCampaign | undefined,
  { confirmIban }: Saving,
  { kind }: Actor,
): readonly [ChangeKind, string | undefined] {
  if (kind === 'token' && isLedElsewhere(before?.document ?? {}, document)) {
    throw new ServerError(
      'forbidden',
      'what says where money or people go (accounts, links, and the texts with them) is changed in the desk, not by a script',
    );
  }
  const [from, to] = [before && ibanOf(before.document), ibanOf(document)];
  if (!before) return ['create', to && masked(to)];
  const fields = changedFields(before.document, document);
  if (from === to) return [waysOf(before.document) === waysOf(document) ? 'edit' : 'ways', fields.join(', ')];
  if (to && confirmIban?.replace(/\s/g, '').toUpperCase() !== lastFour(to)) {
    const message = 'expected the last four characters of the new IBAN, to confirm that money goes there from now on';
    throw new RefusedDocument([{ path: 'confirmIban', message }]);
  }
  const others = fields.filter((field) => field !== 'give');
  return ['iban', [`${masked(from)} → ${masked(to)}`, ...others].join(', ')];
}

/** Which fields are others now; what people trust in is said more exactly: the goal by its amounts, and how someone agreed. */
function changedFields(before: Document, after: Document): string[] {
  const changed = (field: string): boolean => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const inner = (document: Document, field: string, key: string): string => {
    const value = (document[field] as Document | undefined)?.[key];
    return typeof value === 'string' ? value : '-';
  };
  return Object.keys({ ...before, ...after })
    .filter(changed)
    .map((field) => {
      const [from, to] = [inner(before, 'goal', 'amount'), inner(after, 'goal', 'amount')];
      if (field === 'goal' && from !== to) return `goal: ${from} → ${to}`;
      const isConsent = inner(before, field, 'consent') !== inner(after, field, 'consent');
      return field === 'beneficiary' && isConsent ? 'beneficiary.consent' : field;
    });
}

/** Shows a campaign to readers, or takes it away from them. */
export async function publish(
  store: Store,
  id: string,
  isPublished: boolean,
  actor: Actor,
  now: number,
): Promise<StoredCampaign> {
  for (let tried = 1; ; tried++) {
    const { version, ...campaign } = await campaignOf(store, id);
    if (campaign.isPublished === isPublished) return { version, ...campaign };
    try {
      const what = change(now, actor.name, isPublished ? 'publish' : 'unpublish');
      return await store.putCampaign({ ...campaign, isPublished }, version, what);
    } catch (error) {
      if (!(error instanceof ServerError && error.code === 'conflict') || tried === tries) throw error;
    }
  }
}
