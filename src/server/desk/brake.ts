import type { Clock } from '../context.ts';
import { ServerError } from '../errors.ts';

const period = 15 * 60_000;
const mostFailures = 10;
/** Callers that are remembered; a flood of them fills no memory. */
const mostCallers = 10_000;

/** Slows down whoever tries secrets. What is tried has 256 random bits, so this is not what keeps it safe; it keeps the log readable. */
export interface LoginBrake {
  /** @throws ServerError `too-many` */
  check(caller: string): void;
  failed(caller: string): void;
}

export function createLoginBrake(clock: Pick<Clock, 'now'>): LoginBrake {
  const failures = new Map<string, { readonly until: number; count: number }>();
  const currentOf = (caller: string) => {
    const found = failures.get(caller);
    return found && found.until > clock.now() ? found : undefined;
  };
  return {
    check(caller) {
      const found = currentOf(caller);
      if (!found || found.count < mostFailures) return;
      throw new ServerError('too-many', 'too many failed logins from your network: please wait', {
        retryAfter: Math.ceil((found.until - clock.now()) / 1000),
      });
    },
    failed(caller) {
      const found = currentOf(caller);
      if (found) found.count += 1;
      else {
        failures.delete(caller);
        failures.set(caller, { until: clock.now() + period, count: 1 });
      }
      for (const oldest of failures.keys()) {
        if (failures.size <= mostCallers) break;
        failures.delete(oldest);
      }
    },
  };
}
