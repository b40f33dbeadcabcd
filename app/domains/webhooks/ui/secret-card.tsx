import type { ReactNode } from 'react';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { Card } from '#app/ui/section.tsx';

/** A signing secret on the one page that ever shows it. */
export function SecretCard({ title, secret, children }: { title: string; secret: string; children: ReactNode }) {
  return (
    <div role="status" className="mb-6">
      <Card title={title}>
        <p className="mb-3 text-ink-soft">{children}</p>
        <p className="flex flex-wrap items-center gap-3">
          <code className="font-mono text-sm break-all select-all">{secret}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </p>
      </Card>
    </div>
  );
}
