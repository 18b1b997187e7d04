import { expect, waitUntil } from '@open-wc/testing';
import '../../src/define.ts';
import { load } from '../../src/parts.ts';
import type { GlassjarElement } from '../../src/components/shared/glassjar-element.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, place, shownText, withScript } from './support.ts';

const names = [
  'panel',
  'counter',
  'progress',
  'book',
  'share',
  'bank',
  'donate',
  'embed',
  'ledger',
  'needs',
  'press',
  'reach',
  'record',
  'sections',
  'supporters',
  'updates',
];
const nonsense = [
  '',
  ' ',
  '0',
  '-1',
  'NaN',
  '1e999',
  'null',
  'undefined',
  '[]',
  '{}',
  '<b>',
  'javascript:alert(1)',
  '\u202e',
  'x'.repeat(5000),
  '%%%',
  'constructor',
  '__proto__',
];
/** More than there is room for at once, and enough that each element has something to show. */
const campaign = bookCampaign({
  entries: [{ id: 'a', at: '2026-05-20', flow: 'gift+', amount: '9184', source: 'bank', name: 'Lena' }],
  updates: [{ at: '2026-05-20', text: 'News' }],
  press: [{ outlet: 'A Paper', title: 'A report' }],
  needs: [{ text: 'A ramp' }],
  embeds: [{ url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }],
});

describe('attributes come and go', () => {
  const errors: string[] = [];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void => {
    errors.push('reason' in event ? String(event.reason) : event.message);
  };
  before(async () => {
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
    load(names.map((name) => document.createElement(`glassjar-${name}`)));
    await Promise.all(names.map((name) => customElements.whenDefined(`glassjar-${name}`)));
  });
  after(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
  });

  for (const name of names) {
    it(`glassjar-${name}: each set, changed and removed, with nonsense too, throws nothing and shows what it showed`, async function () {
      this.timeout(60_000);
      const { error, info, warn } = console;
      console.error = console.info = console.warn = () => {};
      try {
        const element = await place(withScript(`glassjar-${name}`, JSON.stringify(campaign)));
        await element.updateComplete;
        await waitUntil(() => shownText(element) !== '' || name === 'record' || name === 'reach');
        await aMoment();
        const known = shownText(element);
        const { observedAttributes } = element.constructor as typeof GlassjarElement;
        for (const attribute of new Set([...observedAttributes, 'hidden', 'lang', 'dir', 'no-celebration'])) {
          for (const value of nonsense) {
            element.setAttribute(attribute, value);
            await element.updateComplete;
          }
          element.removeAttribute(attribute);
          await element.updateComplete;
          await waitUntil(() => Boolean(shownText(element)) === Boolean(known), `${attribute} leaves nothing behind`, {
            timeout: 4000,
          });
        }
        await aMoment();
        expect(errors.splice(0)).to.deep.equal([]);
      } finally {
        Object.assign(console, { error, info, warn });
      }
    });

    it(`glassjar-${name}: hidden hides it, also where a style sheet says block, and until it is taken away`, async () => {
      const element = await place(withScript(`glassjar-${name}`, JSON.stringify(campaign)));
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`glassjar-${name} { display: block !important } .x { display: flex }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      try {
        element.classList.add('x');
        await element.updateComplete;
        for (const value of ['', 'hidden', 'HIDDEN']) {
          element.setAttribute('hidden', value);
          expect(element.getClientRects()).to.have.length(0);
          element.removeAttribute('hidden');
          expect(getComputedStyle(element).display).to.equal('block');
        }
        element.hidden = true;
        expect(element.getClientRects()).to.have.length(0);
      } finally {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      }
    });
  }
});
