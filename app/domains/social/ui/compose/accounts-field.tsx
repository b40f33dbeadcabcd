import { Link } from '@remix-run/react';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { FieldNotes } from '#app/ui/field.tsx';
import { useField } from '#app/ui/form-context.ts';
import { Tick } from '#app/ui/tick.tsx';
import type { TargetStatus } from '../../composing/post.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { TARGET_LOOKS } from '../posts/words.ts';
import type { ChosenAccount, ComposedTarget, ComposeProps } from './composed.ts';
import type { Outlook } from './composition.ts';

interface AccountsFieldProps extends Pick<ComposeProps, 'accounts' | 'projects'> {
  chosen: readonly string[];
  outlooks: readonly Outlook[];
  /** What is out already, or on its way: no tick takes it back. */
  fixed: readonly ComposedTarget[];
  warnings: readonly { accountId: string; sentence: string }[];
  projectId: string | null;
  readOnly: boolean;
  onChange: (accounts: string[]) => void;
}

/** The accounts by project, the post's own first; each says what stands in its way. */
export function AccountsField({ accounts, projects, chosen, outlooks, fixed, warnings, projectId, readOnly, onChange }: AccountsFieldProps) {
  const field = useField('targets');
  const id = useId();
  const groups = [...projects.filter((project) => project.id === projectId), ...projects.filter((project) => project.id !== projectId), { id: null, name: 'No project' }]
    .map((project) => ({ ...project, accounts: accounts.filter((account) => (projects.some((each) => each.id === account.projectId) ? account.projectId : null) === project.id) }))
    .filter((group) => group.accounts.length > 0);
  const toggle = (accountId: string, on: boolean) => onChange(on ? [...chosen, accountId] : chosen.filter((each) => each !== accountId));
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3" aria-describedby={field.error === null ? undefined : field.errorId}>
      <legend className="mb-2 text-lg font-serif">Accounts</legend>
      <input type="hidden" name="accounts[]" value="" />
      {accounts.length === 0 && (
        <p className="text-sm text-ink-soft">
          No account is connected yet. <Link to="/social/connect" className="underline underline-offset-2">Connect the first one</Link>, then choose it here.
        </p>
      )}
      {groups.map((group) => (
        <div key={group.id ?? 'none'} className="grid gap-1.5">
          {groups.length > 1 && <p className="text-sm text-ink-soft">{group.name}</p>}
          <ul className="grid gap-1.5">
            {group.accounts.map((account) => {
              const target = fixed.find(({ accountId }) => accountId === account.id);
              return (
                <AccountRow key={account.id} id={`${id}-${account.id}`} account={account} isChosen={chosen.includes(account.id)} fixed={target?.status ?? null} outlook={outlooks.find((each) => each.account.id === account.id)} warnings={warnings.filter(({ accountId }) => accountId === account.id)} readOnly={readOnly} onChange={(on) => toggle(account.id, on)} />
              );
            })}
          </ul>
        </div>
      ))}
      <FieldNotes field={field} />
    </fieldset>
  );
}

interface AccountRowProps {
  id: string;
  account: ChosenAccount;
  isChosen: boolean;
  fixed: TargetStatus | null;
  outlook: Outlook | undefined;
  warnings: readonly { sentence: string }[];
  readOnly: boolean;
  onChange: (on: boolean) => void;
}

function AccountRow({ id, account, isChosen, fixed, outlook, warnings, readOnly, onChange }: AccountRowProps) {
  const stands = outlook?.hindrances.filter(({ certain }) => certain).length ?? 0;
  return (
    <li className="flex items-start gap-2.5">
      <span className="flex h-6 items-center pointer-coarse:h-8">
        <Tick type="checkbox" id={id} name={fixed ? undefined : 'accounts[]'} value={account.id} checked={isChosen || fixed !== null} disabled={readOnly || fixed !== null} aria-describedby={`${id}-about`} onChange={(event) => onChange(event.target.checked)} />
      </span>
      <div className="grid min-h-6 min-w-0 content-center gap-0.5 pointer-coarse:min-h-8">
        <label htmlFor={id} className="flex min-w-0 cursor-pointer items-center gap-1.5">
          <PlatformMark platform={account.platform} />
          <span className="truncate">{account.name}</span>
        </label>
        <div id={`${id}-about`} className="grid gap-0.5 text-sm text-ink-soft">
          {fixed && <span>{TARGET_LOOKS[fixed].word}</span>}
          {account.stopped && <Line icon={TriangleAlert} tone="text-waiting">{account.stopped}</Line>}
          {isChosen && !fixed && stands > 0 && <Line icon={CircleAlert} tone="text-failed">{stands === 1 ? 'One thing stands in the way' : `${stands} things stand in the way`}</Line>}
          {isChosen && !fixed && !account.stopped && stands === 0 && outlook && <Line icon={CircleCheck} tone="text-done">Ready</Line>}
          {isChosen && warnings.map(({ sentence }) => <Line key={sentence} icon={TriangleAlert} tone="text-waiting">{sentence}</Line>)}
        </div>
      </div>
    </li>
  );
}

function Line({ icon: Icon, tone, children }: { icon: typeof CircleAlert; tone: string; children: string }) {
  return (
    <span className={`flex gap-1 ${tone}`}>
      <Icon size={14} aria-hidden className="mt-[3px] shrink-0" />
      {children}
    </span>
  );
}
