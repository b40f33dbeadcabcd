import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { currentOrganization } from '#db/queries/organizations.ts';
import { changeReaders, changeSiteLook } from '#app/domains/publishing/change-site.server.ts';
import { siteLookInput, siteReadersInput } from '#app/domains/publishing/inputs.ts';
import { readAddress, siteAddress } from '#app/domains/publishing/reading/piece.ts';
import { MOST_TAGLINE, siteLookOf } from '#app/domains/publishing/site-look.ts';
import { embedSnippet, fetchExample } from '#app/domains/publishing/snippets.ts';
import { accentChoices, Addresses, Snippet } from '#app/domains/publishing/ui/site-parts.tsx';
import { replyTo } from '#app/platform/form-reply.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta = () => [{ title: 'Public site & API · Masthead' }];

const HERE = '/settings/site';

export async function loader(args: LoaderFunctionArgs) {
  const { organization } = await read(args, 'organization:update', { organization: currentOrganization() });
  const { id, slug, settings } = organization!;
  return { organizationId: id, place: { origin: args.context.origin, organization: slug }, isKeyed: settings.publicRead === 'keys', look: siteLookOf(settings) };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'readers': {
      const { org, form } = await submission(args, 'organization:update', siteReadersInput);
      if (!form.ok) return form.reply();
      const changed = await changeReaders(org, form.value);
      if (!changed.ok) return form.refuse(changed.problem);
      return redirectWithToast(args.context, HERE, form.value.readers === 'keys' ? 'Only holders of a key read it now.' : 'Everyone can read it now.');
    }
    case 'look': {
      const { org, form } = await submission(args, 'organization:update', siteLookInput);
      if (!form.ok) return form.reply();
      const changed = await changeSiteLook(org, form.value);
      return changed.ok ? redirectWithToast(args.context, HERE, 'The look of the public site is saved.') : form.refuse(changed.problem);
    }
    default:
      throw unknownIntent();
  }
}

const ABOUT = {
  'feed.xml': 'RSS, for most readers',
  'atom.xml': 'Atom',
  'feed.json': 'JSON Feed',
};

export default function SiteSettings() {
  const { organizationId, place, isKeyed, look } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const home = siteAddress(place);
  return (
    <>
      <PageHeader
        title="Public site & API"
        lead="What is published, as your readers and your programs get it."
        action={
          !isKeyed && (
            <a href={home} target="_blank" rel="noreferrer" className="inline-flex min-h-8 items-center gap-1.5 underline underline-offset-2">
              See the site <ExternalLink size={14} aria-hidden />
            </a>
          )
        }
      />
      <Section title="Who can read it" lead="It holds for the site, the feeds and the read API, from the next request on.">
        <Form reply={replyTo(reply, 'readers')} organizationId={organizationId} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="readers" />
          <RadioField
            name="readers"
            label="Readers"
            hideLabel
            defaultValue={isKeyed ? 'keys' : 'everyone'}
            options={[
              { value: 'everyone', label: 'Everyone', hint: 'Your site and feeds are open, and search engines find them.' },
              { value: 'keys', label: 'Only holders of an API key', hint: 'For content that your own site or app shows. The site here answers that it is not open.' },
            ]}
          />
          <FormActions>
            <SubmitButton>Save who can read</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Look" lead={<>Name, logo and description are those of the <Link to="/settings/organization">organization</Link>.</>}>
        <Form reply={replyTo(reply, 'look')} organizationId={organizationId} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="look" />
          <TextField name="tagline" label="Tagline" optional maxLength={MOST_TAGLINE} defaultValue={look.tagline} hint="One line below the name, such as “News of the coast since 1911”." />
          <RadioField name="accent" label="Accent" defaultValue={look.accent} options={accentChoices()} hint="On light and on dark paper: links, rules and the name." />
          <FormActions>
            <SubmitButton>Save the look</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Addresses" lead={isKeyed ? 'Each of them asks for a key now.' : 'To hand on, to link to, to subscribe to.'}>
        <Addresses
          rows={[
            { name: 'Site', address: home },
            ...Object.entries(ABOUT).map(([file, name]) => ({ name, address: readAddress(place, file) })),
            { name: 'Sitemap, for search engines', address: siteAddress(place, 'sitemap.xml') },
            { name: 'Read API', address: readAddress(place, 'items'), about: 'Its description for programs stands under openapi.json.' },
          ]}
        />
      </Section>
      <Section title="In your own site or app" lead={<>Reading {isKeyed ? 'needs an API key with content:read' : 'needs no key'}. <Link to="/settings/keys">API keys</Link></>}>
        <div className="grid min-w-0 gap-6">
          {!isKeyed && <Snippet title="Your newest titles in any page" about="Paste it where the list should stand." code={embedSnippet(place)} />}
          <Snippet title="Your newest pieces in a program" about={isKeyed ? 'Keep the key on the server: whoever has it reads everything.' : 'JavaScript; any language that fetches does.'} code={fetchExample(place, isKeyed)} />
        </div>
      </Section>
    </>
  );
}
