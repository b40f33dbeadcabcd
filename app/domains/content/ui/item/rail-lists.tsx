import { Link } from '@remix-run/react';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { ItemPageProps } from '../item-page.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { languageName, titleOf } from '../words.ts';

export function Relations({ item, version, translations, linking }: Pick<ItemPageProps, 'item' | 'version' | 'translations' | 'linking'>) {
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <h3 className="font-medium">Other languages</h3>
        <ul className="grid gap-1.5">
          {translations.map(({ id, title, language, status }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2">
              <Link to={`/content/${id}`} lang={language} dir="auto">
                {titleOf({ title })}
              </Link>
              <span className="flex items-center gap-2 text-sm text-ink-soft">
                {languageName(language)} <StatusBadge status={status} />
              </span>
            </li>
          ))}
        </ul>
        <p className="text-sm text-ink-soft">
          This one is in {languageName(version.language)}. <Link to={`/content/new?translationOf=${item.id}`}>Begin a translation</Link>
        </p>
      </div>
      <div className="grid gap-2">
        <h3 className="font-medium">Pieces that link here</h3>
        {linking.length === 0 ? (
          <p className="text-sm text-ink-soft">None yet.</p>
        ) : (
          <ul className="grid gap-1">
            {linking.map(({ id, title }) => (
              <li key={id}>
                <Link to={`/content/${id}`} dir="auto">
                  {titleOf({ title })}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

export function HistoryPart({ item, revisions }: Pick<ItemPageProps, 'item' | 'revisions'>) {
  const { person } = useShell();
  return (
    <div className="grid gap-2">
      <ol className="grid gap-1.5">
        {revisions.map(({ number, name, author, createdAt }) => (
          <li key={number} className="text-sm">
            <Link to={`/content/${item.id}/revisions?b=${number}`} className="tabular-nums">
              {name || `Revision ${number}`}
            </Link>
            <span className="text-ink-soft">
              {' '}
              {author ?? 'a program'}, <Time at={createdAt} zone={person.timeZone} show="relative" />
            </span>
          </li>
        ))}
      </ol>
      <Link to={`/content/${item.id}/revisions`} className="justify-self-start text-sm">
        All revisions
      </Link>
    </div>
  );
}
