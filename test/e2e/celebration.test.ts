/* A milestone that is passed while somebody watches, on a page with a strict policy. */
import { describe, expect, it } from 'vitest';
import { has, settled, strictPolicy, until, useDemo, type Engine, type Opened } from './setup.ts';

const said = ({ page }: Opened): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('glassjar-progress')].map(
      ({ shadowRoot }) => shadowRoot!.querySelector('.celebration [role=status]')?.textContent ?? '',
    ),
  );

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`a milestone, ${engine}`, () => {
    const demo = useDemo(engine);

    it('is celebrated under a strict policy; its code comes when the sum grows, and nothing else moves', async () => {
      demo.headers['content-security-policy'] = strictPolicy;
      const opened = await demo.open('milestones.html', { width: 420 });
      await settled(opened);
      const { shifts: atRest } = await opened.seen();
      const gift = () => opened.page.click('#arrive');
      const asked = () => opened.requests.filter((url) => url.includes('celebration'));
      expect(asked(), 'nothing has grown yet').toEqual([]);
      await gift();
      await until('the new sum', () =>
        opened.page.evaluate(() =>
          document.querySelector('glassjar-progress')!.shadowRoot!.textContent.includes('9.384'),
        ),
      );
      expect((await said(opened)).join(''), 'nothing was passed yet').toBe('');
      await gift();
      // Each panel says it when it has drawn, on a busy machine one after the other.
      await until('the words', async () => (await said(opened)).slice(0, 3).every(Boolean));
      expect((await said(opened)).map((text) => text.replace(/\s/g, ' '))).toEqual([
        '9.500 € sind geschafft! Die Therapie ist bezahlt',
        '9.500 € sind geschafft! Die Therapie ist bezahlt',
        '9.500 € sind geschafft! Die Therapie ist bezahlt',
        '',
      ]);
      expect(asked().length).toBe(1);
      const { errors, shifts, violations } = await opened.seen();
      expect(violations).toEqual([]);
      expect(errors).toEqual([]);
      expect(shifts).toEqual(atRest);
    });
  });
}
