import { Link, useLocation } from '@remix-run/react';
import { FilePlus2, LayoutTemplate } from 'lucide-react';
import { Answer } from '#app/domains/content/ui/organise/new-piece.tsx';
import type { Variable } from '#app/domains/content/ui/organise/template-words.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { classes } from '#app/ui/class-names.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { SocialLinks } from '../social-links.tsx';
import { Composer } from './composer.tsx';
import type { ComposeProps } from './composed.ts';

interface NewPostPageProps extends ComposeProps {
  template: { id: string; name: string; variables: readonly Variable[] } | null;
  templates: readonly { id: string; name: string; description: string }[];
}

/** A post begins: from nothing, from a template, or from a piece of content. */
export function NewPostPage({ template, templates, ...props }: NewPostPageProps) {
  const { organization } = useShell();
  const { key } = useLocation();
  return (
    <>
      <PageHeader above={<SocialLinks />} title={props.post.item ? `Post “${props.post.item}”` : 'New post'} />
      {templates.length > 0 && !props.post.itemId && (
        <details className="group mb-6 rounded-md border border-rule" open={template !== null || undefined}>
          <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">Start from a template</summary>
          <ul className="grid gap-2 px-3 pt-1 pb-3 sm:grid-cols-2 lg:grid-cols-3">
            {[{ id: '', name: 'Nothing filled in', description: '' }, ...templates].map(({ id, name, description }) => {
              const Icon = id ? LayoutTemplate : FilePlus2;
              const isHere = (template?.id ?? '') === id;
              return (
                <li key={id}>
                  <Link to={id ? `/social/posts/new?template=${id}` : '/social/posts/new'} preventScrollReset aria-current={isHere ? 'true' : undefined} className={classes('flex h-full items-start gap-2.5 rounded-lg border p-3 hover:bg-hover', isHere ? 'border-ink bg-sheet' : 'border-rule')}>
                    <Icon size={16} aria-hidden className="mt-1 text-ink-soft" />
                    <span className="grid min-w-0">
                      <span className="truncate font-medium" dir="auto">
                        {name}
                      </span>
                      {description && <span className="line-clamp-2 text-sm text-ink-soft">{description}</span>}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {template ? (
        <Section title={template.name} lead="The template asks for these. Each answer can be changed in the text later.">
          <Form key={template.id} reply={replyTo(props.reply, 'fill')} organizationId={organization.id} className="grid max-w-xl gap-5">
            <input type="hidden" name="intent" value="fill" />
            <input type="hidden" name="templateId" value={template.id} />
            {template.variables.map((variable) => (
              <Answer key={variable.name} variable={variable} />
            ))}
            <FormActions>
              <SubmitButton whyNot={props.why.save}>Begin the post</SubmitButton>
            </FormActions>
          </Form>
        </Section>
      ) : (
        // Asked for anew, it begins anew: the one before has its own address by then.
        <Composer key={key} {...props} />
      )}
    </>
  );
}
