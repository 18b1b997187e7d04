import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { writeStructuredData } from '../../src/components/shared/structured-data.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment } from './support.ts';

const scripts = (page: Document) => [...page.querySelectorAll('script[type="application/ld+json"]')];
const read = (page: Document, index = 0) =>
  (JSON.parse(scripts(page)[index]!.textContent) as { '@graph': Record<string, unknown>[] })['@graph'][0]!;

function write(page: Document, changes: Record<string, unknown> = {}): () => void {
  const { campaign } = decode(bookCampaign(changes));
  return writeStructuredData(campaign, totalsOf(campaign), page);
}

/** A page of its own, with a script that has run and the strictest policy. */
async function strictPage(): Promise<{ page: Document; violations: string[] }> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="strict"></iframe>`);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const policy = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  frame.srcdoc = `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="${policy}">
    <script src="/src/version.ts" type="module"></script><link rel="canonical" href="https://example.org/page">`;
  await loaded;
  const page = frame.contentDocument!;
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) =>
    violations.push(`${effectiveDirective} ${sample}`),
  );
  return { page, violations };
}

describe('writeStructuredData', () => {
  it('writes one script for a campaign into the head, and takes it away again', () => {
    const remove = write(document);
    expect(scripts(document)).to.have.lengthOf(1);
    expect(scripts(document)[0]!.parentElement).to.equal(document.head);
    expect(scripts(document)[0]!.getAttributeNames()).to.deep.equal(['type']);
    expect(read(document)['name']).to.equal('#einBuchFürMara');
    remove();
    remove();
    expect(scripts(document)).to.have.lengthOf(0);
  });

  it('changes it in place', () => {
    const first = write(document);
    const [script] = scripts(document);
    const second = write(document, { title: 'Another title' });
    first();
    expect(scripts(document)).to.deep.equal([script]);
    expect(read(document)['name']).to.equal('Another title');
    second();
    expect(scripts(document)).to.have.lengthOf(0);
  });

  it('keeps it until the last of several panels goes, and campaigns apart', () => {
    const one = write(document);
    const two = write(document);
    const other = write(document, { id: 'other' });
    expect(scripts(document)).to.have.lengthOf(2);
    one();
    expect(scripts(document)).to.have.lengthOf(2);
    two();
    expect(read(document)['identifier']).to.equal('other');
    other();
    expect(scripts(document)).to.have.lengthOf(0);
  });

  it('writes anew what the page has thrown away', () => {
    const first = write(document);
    scripts(document)[0]!.remove();
    const second = write(document);
    first();
    expect(scripts(document)).to.have.lengthOf(1);
    second();
    expect(scripts(document)).to.have.lengthOf(0);
  });

  it('lets no text end the script', () => {
    const title = '</script><script>alert(1)</script><!--';
    const remove = write(document, { title });
    expect(scripts(document)[0]!.textContent).not.to.match(/[<>&]/);
    expect(read(document)['name']).to.equal(title);
    remove();
  });

  it('breaks no policy of a strict page: no Trusted Types violation, and the data is there', async () => {
    const { page, violations } = await strictPage();
    const first = write(page);
    const second = write(page, { title: 'Another title' });
    await aMoment();
    expect(read(page)['name']).to.equal('Another title');
    expect(read(page)['@id']).to.equal('https://example.org/page#glassjar-mara');
    expect(violations).to.deep.equal([]);
    second();
    first();
    expect(scripts(page)).to.have.lengthOf(0);
  });

  it('would notice a violation, where the browser knows Trusted Types', async function () {
    if (!('trustedTypes' in globalThis)) this.skip();
    const { page, violations } = await strictPage();
    const script = page.createElement('script');
    script.type = 'application/ld+json';
    script.append('{}');
    page.head.append(script);
    await waitUntil(() => violations.length > 0);
  });

  it('runs nothing', async () => {
    const { page } = await strictPage();
    const remove = write(page);
    const [script] = scripts(page) as [HTMLScriptElement];
    script.removeAttribute('type');
    script.replaceChildren('document.title = "ran"');
    page.body.append(script);
    await aMoment();
    expect(page.title).to.equal('');
    remove();
  });
});
