import { loadStripe } from '@stripe/stripe-js/pure';
import type { DonationStep } from '../../adapters/adapter.ts';
import { openLightSlot } from './light-slot.ts';
import { inTime } from './patience.ts';

/*
 * With load parameters, stripe-js 10.2 waits for ever at its second attempt: for an event of the script that has failed already. Without
 * that script in the page it asks for a new one.
 */
function dropFailed({ target }: Event): void {
  if (target instanceof HTMLScriptElement && target.src.startsWith('https://js.stripe.com/')) target.remove();
}

let isConfigured = false;

/**
 * Loads Stripe's script, which is the first time that a page asks Stripe for anything, and puts its form into the page.
 * @param element Has a slot named `glassjar-payment`.
 * @param onComplete Called when the reader has paid, as far as Stripe's form knows.
 * @returns The way to take the form away again. Rejects when the script or the form can't be had.
 */
export async function mountStripe(
  element: Element,
  { clientSecret, publishableKey }: Extract<DonationStep, { kind: 'stripe' }>,
  onComplete: () => void,
): Promise<() => void> {
  // Stripe's script would otherwise watch what readers do on all of the host's page. The form itself has its own signals.
  if (!isConfigured) loadStripe.setLoadParameters({ advancedFraudSignals: false });
  isConfigured = true;
  document.addEventListener('error', dropFailed, true);
  const stripe = await inTime(loadStripe(publishableKey), 'Stripe').finally(() =>
    document.removeEventListener('error', dropFailed, true),
  );
  if (!stripe) throw new Error('Stripe is not available here');
  const form = await inTime(
    stripe.createEmbeddedCheckoutPage({ fetchClientSecret: () => Promise.resolve(clientSecret), onComplete }),
    'Stripe',
  );
  // Stripe refuses shadow roots, and a place that isn't in the document yet.
  const slot = openLightSlot(element, 'glassjar-payment');
  try {
    form.mount(slot.place);
  } catch (error) {
    slot.close();
    throw error;
  }
  return () => {
    form.destroy();
    slot.close();
  };
}
