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

/** An adapter that answers with this reading and is never asked again. */
const adapterOf = (reading) => ({ name: 'preview', getCampaign: async () => reading });

async function measure(mine) {
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

addEventListener('message', async ({ data, origin, source }) => {
  if (origin !== location.origin || source !== parent || data?.type !== 'glassjar-show') return;
  const mine = ++turn;
  const reading = await decode(data.campaign, data.base).catch(() => undefined);
  if (!reading || mine !== turn) return;
  for (const panel of [shown, measured]) {
    panel.adapter = adapterOf(reading);
    panel.form = data.look.form ?? 'bar';
    panel.style.setProperty('--glassjar-panel-height', '0px');
    if (data.look.give) panel.style.setProperty('--glassjar-give', data.look.give);
  }
  await frame();
  const heights = await measure(mine);
  if (heights) parent.postMessage({ type: 'glassjar-heights', heights, page: document.documentElement.scrollHeight }, origin);
});

parent.postMessage({ type: 'glassjar-ready' }, location.origin);
