/* Tells the demo's server what a provider would tell, then sends the visitor back where they came from. */
const { searchParams } = new URL(location.href);
const donation = searchParams.get('donation');
const wanted = new URL(searchParams.get('back') ?? 'live.html', location.href);
const back = wanted.protocol.startsWith('http') ? wanted.href : 'live.html';

document.querySelector('#amount').textContent = searchParams.get('amount') ?? '';
for (const link of document.querySelectorAll('.pages a')) {
  link.href = back;
  link.addEventListener('click', (event) => {
    const { kind } = link.dataset;
    if (!kind || !donation) return;
    event.preventDefault();
    const body = JSON.stringify({ donation, kind });
    const told = fetch('/webhooks/demo', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    void told.finally(() => (location.href = back));
  });
}
