import { expect, waitUntil } from '@open-wc/testing';
import { define } from '../../src/components/shared/define.ts';
import { version } from '../../src/version.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { place, shownText, withScript } from './support.ts';

const tags = ['book', 'counter', 'panel', 'progress', 'share'].map((name) => `glassjar-${name}`);

/** Loads a module of the library as a page that has it twice would: anew, from another address. */
const again = (path: string): Promise<Record<string, CustomElementConstructor>> =>
  import(`../../src/${path}?again`) as Promise<Record<string, CustomElementConstructor>>;

/** What is told to the author meanwhile. */
async function warnings(during: () => Promise<unknown> | void): Promise<string[]> {
  const { warn } = console;
  const told: string[] = [];
  console.warn = (message: unknown) => told.push(String(message));
  try {
    await during();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('loading the elements', () => {
  const older = class extends HTMLElement {
    static readonly version = '0.0.1';
  };
  const foreign = class extends HTMLElement {};

  it('registers what is not there yet, and warns once of another version that was first', async () => {
    customElements.define('glassjar-share', older);
    customElements.define('glassjar-book', foreign);
    const told = await warnings(() => import('../../src/define.ts'));
    expect(tags.every((tag) => customElements.get(tag))).to.equal(true);
    expect(customElements.get('glassjar-share')).to.equal(older);
    expect(customElements.get('glassjar-book')).to.equal(foreign);
    expect(told).to.have.lengthOf(1);
    expect(told[0])
      .to.contain(version)
      .and.to.match(/0\.0\.1|another/);
  });

  it('works on beside the other version', async () => {
    const panel = await place(withScript('glassjar-panel', JSON.stringify(bookCampaign())));
    await waitUntil(() => shownText(panel).includes('€12,478.72'));
    expect(shownText(panel)).to.contain('Donate by PayPal');
  });

  for (const name of ['book', 'counter', 'panel', 'progress', 'share']) {
    it(`may load glassjar/${name} twice`, async () => {
      const first = customElements.get(`glassjar-${name}`);
      expect(await warnings(() => again(`components/${name}/define.ts`))).to.deep.equal([]);
      expect(customElements.get(`glassjar-${name}`)).to.equal(first);
    });
  }

  it('takes a second copy of the same version as no news', async () => {
    const { GlassjarCounter: copy } = await again('components/counter/counter.ts');
    const first = customElements.get('glassjar-counter');
    expect(copy).not.to.equal(first);
    expect(await warnings(() => define('glassjar-counter', copy!))).to.deep.equal([]);
    expect(customElements.get('glassjar-counter')).to.equal(first);
  });

  it('does not repeat its warning, and never throws', async () => {
    const told = await warnings(() => {
      for (const tag of tags)
        for (const element of [foreign, older, class extends HTMLElement {}]) define(tag, element);
    });
    expect(told).to.deep.equal([]);
  });
});
