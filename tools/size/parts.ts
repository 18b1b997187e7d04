import { SourceMap } from 'node:module';

interface Part {
  readonly name: string;
  /** Bytes the compressed bundle would lose without it. */
  readonly cost: number;
  readonly raw: number;
}

/** Splits a bundle by its source map. The costs do not add up to the whole: what files share is nobody's. */
export function parts(code: string, mapJson: string, compress: (code: string) => number): Part[] {
  const map = new SourceMap(JSON.parse(mapJson) as ConstructorParameters<typeof SourceMap>[0]);
  const pieces: { source: string; text: string }[] = [];
  code.split('\n').forEach((line, row) => {
    let start = 0;
    let source = '';
    for (let column = 0; column <= line.length; column += 1) {
      const found = map.findEntry(row, column);
      // What no source made (helpers of the bundler) is told by neither or by an undefined one.
      const next = ('originalSource' in found && found.originalSource) || '';
      if (next !== source || column === line.length) {
        pieces.push({ source, text: line.slice(start, column) });
        source = next;
        start = column;
      }
    }
  });
  const whole = compress(pieces.map((piece) => piece.text).join(''));
  const sources = [...new Set(pieces.map((piece) => piece.source))].filter((source) => source !== '');
  return sources
    .map((source) => {
      const rest = pieces.filter((piece) => piece.source !== source);
      const own = pieces.filter((piece) => piece.source === source);
      const raw = own.reduce((sum, piece) => sum + piece.text.length, 0);
      const cost = whole - compress(rest.map((piece) => piece.text).join(''));
      return { name: source.replace(/^.*\/(?=node_modules|src\/)/, ''), cost, raw };
    })
    .sort((a, b) => b.cost - a.cost);
}
