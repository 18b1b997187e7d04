/* Counters for Prometheus, in its text format 0.0.4. Labels are words of the server's own, never of a request. */

const known = {
  glassjar_requests_total: ['counter', 'Requests by route and status.'],
  glassjar_events_total: ['counter', 'Notifications of providers by what came of them.'],
  glassjar_donations_started_total: ['counter', 'Donations begun, repeated requests not counted.'],
  glassjar_refused_total: ['counter', 'Requests that the brake refused, by kind.'],
  glassjar_renderings_total: ['counter', 'Public documents made anew.'],
  glassjar_chargebacks_total: ['counter', 'Disputes by what was told of them.'],
  glassjar_flaws: ['gauge', 'Differences that adding up the books found last.'],
  glassjar_differences: ['gauge', 'Payments that the last reconcile found missing.'],
  glassjar_listeners: ['gauge', 'Pages that listen.'],
} as const;

export type Metric = keyof typeof known;
type Labels = Readonly<Record<string, string | number>>;

export interface Metrics {
  count(metric: Metric, labels?: Labels): void;
  /** `count` with its labels written down once, for what happens thousands of times a second. */
  counter(metric: Metric, labels?: Labels): () => void;
  set(metric: Metric, value: number): void;
  /** All of them, as Prometheus reads them. */
  text(): string;
}

export function createMetrics(): Metrics {
  const values = new Map<Metric, Map<string, number>>();
  const of = (metric: Metric): Map<string, number> => {
    const series = values.get(metric) ?? new Map<string, number>();
    values.set(metric, series);
    return series;
  };
  function counter(metric: Metric, labels: Labels = {}): () => void {
    const key = labelText(labels);
    const series = of(metric);
    return () => void series.set(key, (series.get(key) ?? 0) + 1);
  }
  return {
    count: (metric, labels) => counter(metric, labels)(),
    counter,
    set(metric, value) {
      of(metric).set('', value);
    },
    text() {
      const lines = Object.entries(known).flatMap(([name, [type, about]]) => [
        `# HELP ${name} ${about}`,
        `# TYPE ${name} ${type}`,
        ...[...of(name as Metric)].map(([labels, value]) => `${name}${labels} ${value}`),
      ]);
      return `${lines.join('\n')}\n`;
    },
  };
}

function labelText(labels: Labels): string {
  const all = Object.entries(labels).map(([name, value]) => `${name}="${String(value).replace(/[\\"\n]/g, '_')}"`);
  return all.length ? `{${all.join(',')}}` : '';
}
