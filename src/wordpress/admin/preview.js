/* Inside the preview's frame: shows the campaign that the form sends, and tells how high the page is with it. */
const library = document.querySelector('script[data-library]').dataset.library;
const { decode } = await import(library);
const panel = document.querySelector('glassjar-panel');
let turn = 0;

const frame = () => new Promise((done) => setTimeout(done, 40));

/** An adapter that answers with this reading and is never asked again; with what a site takes itself, where it does. */
const adapterOf = (reading, offer) => ({
  name: 'preview',
  getCampaign: async () => reading,
  ...(offer && {
    donations: offer.intervals ? { intervals: offer.intervals } : {},
    startDonation: () => Promise.reject(new Error('this is a preview')),
  }),
});

async function show(data) {
  const mine = ++turn;
  const reading = await decode(data.campaign, data.base).catch(() => undefined);
  if (!reading || mine !== turn) return;
  panel.adapter = adapterOf(reading, data.offer);
  panel.form = data.look.form ?? 'bar';
  panel.style.setProperty('--glassjar-panel-height', '0px');
  if (data.look.give) panel.style.setProperty('--glassjar-give', data.look.give);
  await panel.updateComplete;
  await frame();
  if (mine === turn)
    parent.postMessage({ type: 'glassjar-height', height: document.documentElement.scrollHeight }, location.origin);
}

addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin || source !== parent) return;
  if (data?.type === 'glassjar-show') void show(data);
  if (data?.type === 'glassjar-ask') ready();
});

const ready = () => parent.postMessage({ type: 'glassjar-ready' }, location.origin);
ready();
