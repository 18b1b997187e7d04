#!/usr/bin/env node
/*
 * The `glassjar` command, the only file that reads the environment. It imports nothing before it knows that this Node can run the rest,
 * so that whoever has an older one, or has a package missing, reads one sentence in place of a stack of calls.
 */
import { helpFor, missingPackage, parseLine, tooOld } from './command-line.ts';

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const err = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs what was asked for. @returns The exit code: 1 when it failed, 2 when nothing could be made of what was written. */
async function main(): Promise<number> {
  const asked = parseLine(process.argv.slice(2));
  if ('wrong' in asked) {
    err(asked.wrong);
    return 2;
  }
  if (asked.command === 'help') {
    out(helpFor(asked.argument));
    return 0;
  }
  if (asked.command === 'version') {
    out((await import('../version.ts')).version);
    return 0;
  }
  const old = tooOld(process.versions.node);
  if (old !== undefined) {
    err(old);
    return 1;
  }
  try {
    const { commands } = await import('./commands.ts');
    return await commands[asked.command](asked, {
      environment: process.env,
      out,
      err,
      isTerminal: process.stderr.isTTY,
    });
  } catch (error) {
    err(missingPackage(error) ?? (error instanceof Error ? error.message : String(error)));
    return 1;
  }
}

process.exitCode = await main();
