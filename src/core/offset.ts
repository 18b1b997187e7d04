import { instantOf } from './calendar.ts';

/**
 * How far a zone's clocks are from UTC on a day at some time, as a date of the wire format has it: `+01:00`.
 * @param timeZone IANA. @param date `YYYY-MM-DD`. @param time `HH:MM`.
 */
export function offsetIn(timeZone: string, date: string, time: string): string {
  // As if the time were UTC: hours off at most, which matters on the two nights of a year in which clocks change.
  const instant = instantOf(`${date}T${time}Z`);
  // Sweden writes `2026-05-22 14:50`.
  const local = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  const minutes = Math.round((new Date(`${local.replace(' ', 'T')}Z`).getTime() - instant) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
