/* A backend that is none: its figures live in this page, and change when the button is pressed. */
import { decode, registerAdapter } from './glassjar.js';

const listeners = new Set();
let raised = 9184;

/** What a source of live figures does: answers once, then pushes each later reading. */
registerAdapter('live', (name) => {
  const read = () =>
    decode({
      glassjar: 1,
      id: `mara-${name}`,
      title: '#einBuchFürMara',
      language: 'de',
      currency: 'EUR',
      goal: { amount: '10000' },
      milestones: [{ amount: '9500', label: 'Die Therapie ist bezahlt' }],
      sources: [{ id: 'bank', label: 'Spendenkonto', raised: `${raised}` }],
    });
  return {
    name: 'live',
    getCampaign: read,
    watch: (onReading, { signal }) =>
      new Promise((resolve) => {
        const listener = async () => onReading(await read());
        listeners.add(listener);
        signal.addEventListener('abort', () => {
          listeners.delete(listener);
          resolve();
        });
      }),
  };
});

const button = document.querySelector('#arrive');
button.disabled = false;
button.addEventListener('click', () => {
  raised += 200;
  for (const listener of listeners) listener();
});

// The elements are there before this script has run: only now can they find their backend.
for (const element of document.querySelectorAll('[data-src]')) element.setAttribute('src', element.dataset.src);
