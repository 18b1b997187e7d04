import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Part, patience } from '../../src/part.ts';

/** A part whose chunk answers one thing after another, and by which addresses it was asked for. */
function partOf(...answers: (() => Promise<object>)[]) {
  const asked: string[] = [];
  const load = (again: string): Promise<{ tell: string }> => {
    asked.push(again);
    return (answers.shift() ?? good)() as Promise<{ tell: string }>;
  };
  // The build gives the function its parameter; here it has it at once.
  return { part: new Part(load as () => Promise<{ tell: string }>, 'tell'), asked };
}
const good = (): Promise<object> => Promise.resolve({ tell: 'yes' });
const missing = (): Promise<object> => Promise.reject(new TypeError('Failed to fetch'));

describe('a part that loads on use', () => {
  const { ms } = patience;
  let told: unknown[] = [];
  beforeEach(() => {
    told = [];
    vi.spyOn(console, 'error').mockImplementation((message) => void told.push(message));
  });
  afterEach(() => {
    patience.ms = ms;
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('is loaded once, however often it is asked for', async () => {
    const { asked, part } = partOf();
    const [one, two] = await Promise.all([part.load(), part.load()]);
    expect(one).toBe(two);
    expect(await part.load()).toBe(one);
    expect(part.loaded).toBe(one);
    expect(asked).toEqual(['']);
  });

  it('is asked for from another address after each failure, and tells its author once', async () => {
    const { asked, part } = partOf(missing, missing);
    await expect(part.load()).rejects.toMatchObject({ code: 'network' });
    expect(part.error?.message).toContain('tell could not be loaded');
    await expect(part.load()).rejects.toMatchObject({ code: 'network' });
    expect(await part.load()).toEqual({ tell: 'yes' });
    expect(part.error).toBeUndefined();
    expect(asked).toEqual(['', '?again=1', '?again=2']);
    expect(told).toHaveLength(1);
  });

  it('keeps to its address on a page that maps modules, where each address may be pinned', async () => {
    vi.stubGlobal('document', { querySelector: (selector: string) => selector.includes('importmap') || null });
    const { asked, part } = partOf(missing);
    await expect(part.load()).rejects.toThrow();
    await part.load();
    expect(asked).toEqual(['', '']);
  });

  it('refuses what has not the name that it is known by: another build, or the empty script of a blocker', async () => {
    const { part } = partOf(() => Promise.resolve({}));
    await expect(part.load()).rejects.toThrow('another file came');
    expect(part.loaded).toBeUndefined();
    expect(await part.load()).toEqual({ tell: 'yes' });
  });

  it('does not wait for ever, and takes what comes late', async () => {
    patience.ms = 5;
    let arrive = (): void => {};
    const { part } = partOf(() => new Promise((resolve) => (arrive = () => resolve({ tell: 'late' }))));
    await expect(part.load()).rejects.toThrow('nothing came');
    arrive();
    await vi.waitFor(() => expect(part.loaded).toEqual({ tell: 'late' }));
    expect(part.error).toBeUndefined();
  });

  it('draws whoever waits for it after each answer', async () => {
    const { part } = partOf(missing);
    let drawn = 0;
    part.hosts.add({ requestUpdate: () => (drawn += 1) });
    await part.load().catch(() => {});
    expect(drawn).toBe(1);
    await part.load();
    expect(drawn).toBe(2);
  });
});
