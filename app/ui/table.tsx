// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its own roles in some browsers
import { Link } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import { classes } from './class-names.ts';
import { useRowKeys } from './row-keys.ts';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** The header is read aloud only: for a column of menus or ticks. */
  hideHeader?: boolean;
  className?: string;
}

interface TableProps<Row> {
  /** What the list is; read aloud, shown when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where the row leads; the first column becomes its link and the whole row answers the pointer. */
  href?: (row: Row) => string | null;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
}

/** Dense rows under a header that stays; on a narrow page each row becomes a card with its headers beside the values. */
export function Table<Row>({ caption, showCaption = false, columns, rows, rowKey, href, empty }: TableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  if (rows.length === 0 && empty) return empty;
  return (
    <div className="@container">
      <table role="table" className="data-table">
        <caption className={showCaption ? 'pb-2 text-start font-medium' : 'sr-only'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" className={column.align === 'end' ? 'text-end' : undefined}>
                <span className={column.hideHeader ? 'sr-only' : undefined}>{column.header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} role="rowgroup">
          {rows.map((row) => {
            const to = href?.(row) ?? null;
            return (
              <tr key={rowKey(row)} role="row">
                {columns.map((column, index) => (
                  <Cell key={column.key} column={column} names={index === 0} to={index === 0 ? to : null}>
                    {column.cell(row)}
                  </Cell>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, names, to, children }: { column: Column<Row>; names: boolean; to: string | null; children: ReactNode }) {
  const look = classes(column.align === 'end' && 'at-end', column.className);
  const inside = to ? (
    <Link to={to} prefetch="intent" data-row-link className="row-link">
      {children}
    </Link>
  ) : (
    children
  );
  if (names) {
    return (
      <th role="rowheader" scope="row" className={look}>
        {inside}
      </th>
    );
  }
  return (
    <td role="cell" data-header={column.hideHeader ? undefined : column.header} className={look}>
      {inside}
    </td>
  );
}
