/* Sends the visitor back as a payment provider would: with the donation's reference in the address. */
const { searchParams } = new URL(location.href);
const amount = /^\d{1,9}$/.exec(searchParams.get('amount') ?? '')?.[0] ?? '0';
const back = new URL(searchParams.get('back') ?? 'donate.html', location.href);

if (back.origin === location.origin) {
  for (const link of document.querySelectorAll('[data-status]')) {
    const target = new URL(back);
    target.searchParams.set('glassjar-donation', `demo-${link.dataset.status}-${amount}`);
    link.href = target.href;
  }
}
document.querySelector('#amount').textContent =
  `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')} €`;
