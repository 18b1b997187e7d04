import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clock } from './clock.ts';
import { ticker } from './ticker.ts';

/** Added to an element, draws it again each minute while it is on a seen page: "2 min ago" and the end of a campaign come true without new data. */
export class MinuteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  hostConnected(): void {
    this.#stop = ticker.at(clock.now() + 60_000, () => {
      this.#host.requestUpdate();
      this.hostConnected();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
