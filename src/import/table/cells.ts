import type { TextRow } from './csv.ts';
import type { Role } from './headings.ts';
import type { Column } from './layout.ts';

/** A table's cells by what their columns hold. */
export class Cells {
  readonly columns: readonly Column[];
  readonly rows: readonly TextRow[];
  readonly #at = new Map<Role, number[]>();

  constructor(columns: readonly Column[], rows: readonly TextRow[]) {
    this.columns = columns;
    this.rows = rows;
    columns.forEach(({ role }, index) => {
      if (role) this.#at.set(role, [...(this.#at.get(role) ?? []), index]);
    });
  }

  /** The places of a role's columns. */
  all(role: Role): readonly number[] {
    return this.#at.get(role) ?? [];
  }

  /** The first cell of a role that has something in it. */
  cell(row: TextRow, role: Role): string {
    for (const index of this.all(role)) if (row.cells[index]) return row.cells[index];
    return '';
  }

  /** The first cell of a role that is a name: an account may stand where others have it. */
  named(row: TextRow, role: Role): string {
    const cells = this.all(role).map((index) => row.cells[index] ?? '');
    return cells.find((cell) => cell && !/^(?:[A-Z]{2}\d\d[\dA-Z ]*|[\d ./-]+)$/.test(cell)) ?? '';
  }

  /** All cells below a role's columns. */
  below(role: Role): string[] {
    return this.all(role).flatMap((index) => this.rows.map(({ cells }) => cells[index] ?? ''));
  }
}
