/* What the official SDK's own types say that a request may hold; schema.ts makes the stand-in's checks from it. */
import type { Stripe } from 'stripe';

export type CheckoutCreate = Stripe.Checkout.SessionCreateParams;
