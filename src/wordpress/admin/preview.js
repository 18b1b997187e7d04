/*
 * Inside the preview's frame: shows the campaign that the form sends, and tells how high its panel is at widths that pages have, so
 * that they can keep that room for it.
 */
const widths = [280, 320, 360, 400, 480, 560, 640, 720, 840];
const library = document.querySelector('script[data-library]').dataset.library;
const { decode } = await import(library);
const [shown, measured] = document.querySelectorAll('glassjar-panel');
const room = measured.parentElement;
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
let offer;

/** How high a campaign's panel is at each width; undefined when another one came in the meantime. */
async function measure(reading, mine) {
  measured.adapter = adapterOf(reading, offer);
  const heights = {};
  for (const width of widths) {
    room.style.width = `${width}px`;
    await measured.updateComplete;
    await frame();
    if (mine !== turn) return undefined;
    const card = measured.shadowRoot?.querySelector('[part~=base]');
    if (!card) return undefined;
    heights[width] = Math.ceil(card.getBoundingClientRect().height);
  }
  return heights;
}

async function show(data) {
  const mine = ++turn;
  ({ offer } = data);
  const reading = await decode(data.campaign, data.base).catch(() => undefined);
  if (!reading || mine !== turn) return;
  for (const panel of [shown, measured]) {
    panel.adapter = adapterOf(reading, offer);
    panel.form = data.look.form ?? 'bar';
    panel.style.setProperty('--glassjar-panel-height', '0px');
    if (data.look.give) panel.style.setProperty('--glassjar-give', data.look.give);
  }
  const low = await measure(reading, mine);
  // With its first entry or news the panel gets two lines more: that room is measured as well.
  const today = new Date().toISOString().slice(0, 10);
  const more = { asOf: today, ...data.campaign, updates: [{ at: today, title: '…' }] };
  const tall = low && (await measure(await decode(more, data.base), mine));
  if (!tall) return;
  parent.postMessage(
    { type: 'glassjar-heights', turn: data.turn, low, tall, page: document.documentElement.scrollHeight },
    location.origin,
  );
}

addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin || source !== parent) return;
  if (data?.type === 'glassjar-show') void show(data);
  if (data?.type === 'glassjar-ask') ready();
});

const ready = () => parent.postMessage({ type: 'glassjar-ready' }, location.origin);
ready();
