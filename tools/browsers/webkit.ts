/* WebKitGTK by its WebDriver, with a display of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebKit } from './find.ts';
import { freePort } from './port.ts';

const children: ChildProcess[] = [];

function endWithUs(child: ChildProcess): void {
  if (children.length === 0) {
    process.once('exit', () => children.forEach((one) => one.kill()));
    process.once('SIGTERM', () => process.exit(143));
  }
  children.push(child);
}

/** Starts Xvfb on a display it finds free itself. */
async function startDisplay(xvfb: string): Promise<string> {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  endWithUs(child);
  const [number] = (await once(child.stdio[3] as Readable, 'data', { signal: AbortSignal.timeout(60_000) })) as [
    Buffer,
  ];
  return `:${number.toString().trim()}`;
}

/** Starts the driver and waits until it answers; gives its port. */
export async function startWebKit({ driver, xvfb }: WebKit): Promise<number> {
  const display = xvfb ? await startDisplay(xvfb) : process.env['DISPLAY'];
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' };
  endWithUs(spawn(driver, ['--host=127.0.0.1', `--port=${port}`], { stdio: 'ignore', env }));
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return port;
    await sleep(100);
  }
  throw new Error('WebKitWebDriver did not answer within 30 s');
}
