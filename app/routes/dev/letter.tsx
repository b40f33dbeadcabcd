import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { letterById } from '#db/queries/mailbox.ts';
import { developmentOnly } from '#app/platform/development.server.ts';
import { answer } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { readAsSystem } from '#app/platform/system.server.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta = () => [{ title: 'Letter · Masthead' }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  developmentOnly(context);
  if (!isUuid(params.letterId)) throw answer(notFound('letter'));
  const { letter } = await readAsSystem(context, { letter: letterById(params.letterId) });
  if (!letter) throw answer(notFound('letter'));
  return letter;
}

const LINK = /https?:\/\/\S+/g;

export default function Letter() {
  const letter = useLoaderData<typeof loader>();
  const parts = letter.text.split(LINK);
  const links = letter.text.match(LINK) ?? [];
  return (
    <main id="main" className="mx-auto max-w-2xl px-6 py-8">
      <PageHeader above={<Link to="/dev/mailbox">Mailbox</Link>} title={letter.subject} />
      <DefinitionList
        items={[
          { term: 'From', value: letter.sender },
          { term: 'To', value: letter.recipient },
        ]}
      />
      <div className="mt-6 font-serif text-lg whitespace-pre-wrap">
        {parts.map((part, index) => (
          <span key={part}>
            {part}
            {links[index] && (
              <a href={links[index]} className="break-all">
                {links[index]}
              </a>
            )}
          </span>
        ))}
      </div>
    </main>
  );
}
