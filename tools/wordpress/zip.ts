import { crc32, deflateRawSync } from 'node:zlib';

/** A file in an archive: its path with forward slashes, and its bytes. */
export interface ZipEntry {
  readonly path: string;
  readonly data: Buffer;
}

/** 1 January 1980, the first day a zip can name: the same files make the same archive. */
const day = 0x21;

/** A zip archive (PKWARE's APPNOTE 6.3, no extras: below 4 GB and 65535 files), its names in UTF-8. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { data, path } of entries) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(data, { level: 9 });
    // What both headers say: version, flags (UTF-8 names), method, time, day, checksum, sizes, length of the name, no extras.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(day, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
    const tail = Buffer.alloc(14);
    // A plain file that its owner may write and all may read.
    tail.writeUInt32LE(0o100644 * 0x10000, 6);
    tail.writeUInt32LE(offset, 10);
    // Made under Unix (3), for the file's mode.
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, tail, name]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, Buffer.from('PK\u0005\u0006'), end]);
}
