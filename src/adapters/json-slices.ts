import type { Entry } from '../core/campaign.ts';
import { decode, tooMany, type Reading } from '../core/decode.ts';
import type { Problem } from '../core/errors.ts';
import { mostEntries } from '../core/limits.ts';
import { movedTo } from '../core/told.ts';

/** Entries read at a stretch: some 5 ms of a fast machine’s time, 20 of a slow phone’s. */
const slice = 2000;

/** Lets the page have its turn: a key, a tap, a frame. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * Reads a document as `decode` does, very many entries by slices, so that the page answers meanwhile. What is refused of
 * them comes last in `problems`.
 * @throws GlassjarError `invalid` when it is no campaign.
 */
export async function decodeInSlices(input: unknown, base?: string): Promise<Reading> {
  const { entries, ...rest } = (input ?? {}) as { entries?: unknown; currency?: unknown };
  if (!Array.isArray(entries) || entries.length <= slice) return decode(input, base);
  const { campaign, problems } = decode(rest, base);
  const found: Entry[] = [];
  const refused: Problem[] = [];
  const damaged = { ...campaign.damaged };
  const { length } = entries;
  if (length > mostEntries) {
    refused.push(tooMany('entries', length, mostEntries));
    damaged.entries = true;
  }
  const end = Math.min(length, mostEntries);
  for (let start = 0; start < end; start += slice) {
    await breath();
    const part = {
      glassjar: 1,
      title: '-',
      currency: rest.currency,
      entries: entries.slice(start, Math.min(end, start + slice)),
    };
    const reading = decode(part, base);
    for (const entry of reading.campaign.entries!) found.push(entry);
    for (const problem of reading.problems) {
      refused.push(
        movedTo(
          problem.path.replace(/\d+/, (index) => `${Number(index) + start}`),
          problem,
        ),
      );
    }
    damaged.entries ||= reading.campaign.damaged.entries;
  }
  // Adding it all up has a turn of its own.
  await breath();
  return { campaign: Object.assign(campaign, { entries: found, damaged }), problems: [...problems, ...refused] };
}
