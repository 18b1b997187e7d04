/* The site's own script: its backend as an adapter, and its component, in whose shadow root the panel stands. */
import { decode, registerAdapter } from './glassjar.js';

async function ask(path, signal, body) {
  const response = await fetch(path, { signal, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  if (response.ok) return response.json();
  throw Object.assign(new Error(`${path}: ${response.status}`), {
    code: response.status === 404 ? 'not-found' : 'http',
  });
}

registerAdapter('site', () => {
  let last = { text: '', reading: undefined };
  const adapter = {
    name: 'site',
    pollEvery: 600,
    donations: {},
    async getCampaign({ signal } = {}) {
      const { campaign, ...limits } = await ask('/api/campaign', signal);
      adapter.donations = { intervals: ['once', 'month'], ...limits };
      const text = JSON.stringify(campaign);
      if (text !== last.text) last = { text, reading: await decode(campaign, location.href) };
      return last.reading;
    },
    startDonation: (intent, { signal } = {}) => ask('/api/donations', signal, intent),
    getDonation: (reference, { signal } = {}) => ask(`/api/donations/${reference}`, signal),
  };
  return adapter;
});

customElements.define(
  'site-card',
  class extends HTMLElement {
    connectedCallback() {
      const panel = document.createElement('glassjar-panel');
      panel.setAttribute('src', 'site:mara');
      this.attachShadow({ mode: 'closed' }).append(panel);
      // Closed to the page, but not to the tests.
      this.panel = panel;
    }
  },
);
