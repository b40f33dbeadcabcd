// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as cards loses its own roles in some browsers
import { Link } from '@remix-run/react';
import { useRef } from 'react';
import { classes } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { useRowKeys } from '#app/ui/row-keys.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { AssetListProps } from './asset-grid.tsx';
import { AssetMarks, AssetTick } from './asset-marks.tsx';
import { AssetThumb } from './asset-thumb.tsx';
import { durationWords, sizeWords, TYPES } from './words.ts';

const HEADERS = ['Name', 'Type', 'Size', 'Used', 'Uploaded'];

/** The dense view: the same table as everywhere, with a tick before each name. */
export function AssetTable({ assets, selection, onDragStart }: AssetListProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const hydrated = useHydrated();
  const { person } = useShell();
  useRowKeys(body);
  return (
    <div className="@container">
      <table role="table" className="data-table">
        <caption className="sr-only">Files</caption>
        <thead role="rowgroup">
          <tr role="row">
            {HEADERS.map((header) => (
              <th key={header} role="columnheader" scope="col" className={header === 'Size' || header === 'Used' ? 'text-end' : header === 'Uploaded' ? '@3xl:ps-4!' : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} role="rowgroup">
          {assets.map((asset, index) => (
            <tr
              key={asset.id}
              role="row"
              draggable={hydrated && asset.deletedAt === null}
              onDragStart={(event) => onDragStart(event, asset)}
              className={classes(selection.ids.has(asset.id) && 'bg-accent-wash')}
            >
              <th role="rowheader" scope="row">
                <span className="flex min-w-0 items-center gap-3">
                  <AssetTick asset={asset} selection={selection} />
                  <AssetThumb asset={asset} sizes="48px" eager={index < 12} className="h-9 w-12 shrink-0 rounded-sm border border-rule [&_.gap-1\.5]:text-[0px]" />
                  <span className="grid min-w-0 gap-1">
                    <Link
                      to={`/media/${asset.id}`}
                      data-row-link
                      prefetch="intent"
                      draggable={false}
                      onClick={(event) => {
                        if (!event.shiftKey) return;
                        event.preventDefault();
                        selection.toggle(asset.id, true);
                      }}
                      className="row-link truncate"
                    >
                      {asset.name}
                    </Link>
                    <AssetMarks asset={asset} />
                  </span>
                </span>
              </th>
              <td role="cell" data-header="Type" className="whitespace-nowrap">
                {TYPES[asset.type].word}
                {asset.durationSeconds !== null && <span className="text-ink-soft"> {durationWords(asset.durationSeconds)}</span>}
              </td>
              <td role="cell" data-header="Size" className="at-end whitespace-nowrap">
                {sizeWords(asset.byteSize)}
              </td>
              <td role="cell" data-header="Used" className="at-end whitespace-nowrap">
                {asset.usageCount === 0 ? 'Nowhere' : asset.usageCount === 1 ? 'Once' : `${asset.usageCount} times`}
              </td>
              <td role="cell" data-header="Uploaded" className="whitespace-nowrap @3xl:ps-4!">
                {asset.uploadedAt ? <Time at={asset.uploadedAt} zone={person.timeZone} show="day" /> : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
