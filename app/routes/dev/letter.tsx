import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { letterById } from '#db/queries/mailbox.ts';
import { answer, developmentOnly } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { readAsSystem } from '#app/platform/system.server.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PlainFrame } from '#app/ui/plain-frame.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Letter · Masthead' }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  developmentOnly(context);
  if (!isUuid(params.letterId)) throw answer(notFound('letter'));
  const { letter } = await readAsSystem(context, { letter: letterById(params.letterId) });
  if (!letter) throw answer(notFound('letter'));
  return { ...letter, now: new Date().toISOString() };
}

const LINK = /https?:\/\/\S+/g;

export default function Letter() {
  const letter = useLoaderData<typeof loader>();
  const parts = letter.text.split(LINK);
  const links = letter.text.match(LINK) ?? [];
  return (
    <PlainFrame place="Development">
      <PageHeader above={<Link to="/dev/mailbox">Mailbox</Link>} title={letter.subject} />
      <DefinitionList
        items={[
          { term: 'From', value: letter.sender },
          { term: 'To', value: letter.recipient },
          { term: 'Sent', value: <Time at={letter.createdAt} zone="UTC" now={letter.now} /> },
        ]}
      />
      <div className="mt-6 rounded-lg border border-rule bg-sheet px-5 py-8 sm:px-12 sm:py-10">
        <p className="mx-auto max-w-xl font-serif text-lg whitespace-pre-wrap">
          {parts.map((part, index) => (
            <Fragment key={part}>
              {part}
              {links[index] && (
                <a href={links[index]}>
                  <span className="break-all">{links[index]}</span>
                </a>
              )}
            </Fragment>
          ))}
        </p>
      </div>
    </PlainFrame>
  );
}
