/*
 * Stands in for https://js.stripe.com/endive/stripe.js: only what today's Stripe.js has, and with its refusals. The names that
 * were renamed throw as they do there.
 */
(() => {
  const renamed = (name) => () => {
    throw new Error(`stripe.${name} is no longer there`);
  };
  window.Stripe = (key) => {
    if (!/^pk_(test|live)_/.test(key)) throw new Error('Invalid API Key');
    return {
      initEmbeddedCheckout: renamed('initEmbeddedCheckout'),
      redirectToCheckout: renamed('redirectToCheckout'),
      async createEmbeddedCheckoutPage({ fetchClientSecret, onComplete }) {
        const secret = await fetchClientSecret();
        if (!/^cs_test_\w+_secret_\w+$/.test(secret)) throw new Error('Invalid client secret');
        let place;
        return {
          mount(to) {
            place = typeof to === 'string' ? document.querySelector(to) : to;
            if (!place?.isConnected) throw new Error('The selector you specified applies to no DOM elements');
            if (place.getRootNode() instanceof ShadowRoot)
              throw new Error('Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.');
            const button = document.createElement('button');
            button.id = 'stripe-pay';
            button.textContent = 'Pay with the stand-in';
            button.addEventListener('click', () => {
              button.disabled = true;
              document.dispatchEvent(new CustomEvent('stand-in-paid', { detail: secret.split('_secret_')[0] }));
            });
            // A test pays at the stand-in, and then lets the form know.
            document.addEventListener('stand-in-complete', () => onComplete(), { once: true });
            place.append(button);
          },
          unmount() {
            place?.replaceChildren();
          },
          destroy() {
            place?.replaceChildren();
          },
        };
      },
    };
  };
})();
