/* One script and one file of data a page, however many elements stand on it. */
import { describe, expect, it } from 'vitest';
import { settled, useDemo, visibleText } from './setup.ts';

describe('requests', () => {
  const demo = useDemo();

  it('fifty panels need one script and one file of data', async () => {
    const opened = await demo.open('many.html', { width: 760 });
    await settled(opened);
    expect(demo.asked.filter((path) => path.endsWith('.js'))).toEqual(['/glassjar.js']);
    expect(demo.asked.filter((path) => path.endsWith('.json'))).toEqual(['/mara.json']);
    const text = await visibleText(opened.page, 'glassjar-panel');
    expect(text.match(/12,478\.72/g)?.length).toBeGreaterThanOrEqual(50);
  });

  it('different elements with one file share it', async () => {
    const opened = await demo.open('share.html', { width: 760 });
    await settled(opened);
    expect(demo.asked.filter((path) => path.endsWith('.json'))).toEqual(['/mara.json']);
  });

  it('figures that stand in the page need no data', async () => {
    demo.faults.set('/mara.json', { status: 500, body: '' });
    const opened = await demo.open('counter.html', { width: 760 });
    await settled(opened);
    expect(await visibleText(opened.page, 'glassjar-counter[currency=EUR]')).toContain('€12,000');
  });

  it('a second visit gets 304', async () => {
    const opened = await demo.open('kai.html');
    await settled(opened);
    const etag = (await fetch(`${demo.origin}/kai.json`)).headers.get('etag')!;
    const again = await fetch(`${demo.origin}/kai.json`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });
});
