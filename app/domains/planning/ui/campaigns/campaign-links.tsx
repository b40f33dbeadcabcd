import { useRef, useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { type Channel, linkWith, type UtmRules, utmOf } from '../../campaign.ts';
import { CHANNEL_WORDS, CHANNELS } from '../../channel.ts';
import { LinksNow } from './links-now.tsx';
import type { ShownCampaign } from './shown-campaign.ts';
import { rulesIn } from './utm-rules.ts';

interface CampaignLinksProps {
  campaign: ShownCampaign;
  whyNot: string | null;
  reply: unknown;
}

const EXAMPLE = 'https://www.example.com/story';

/** The words that a link of the campaign carries, so that it can be told later what a visit came from; and how each link looks. */
export function CampaignLinks({ campaign, whyNot, reply }: CampaignLinksProps) {
  const { organization } = useShell();
  const refused = replyTo(reply, 'links');
  const now = (refused as { now?: ShownCampaign } | undefined)?.now ?? null;
  const [rules, setRules] = useState<UtmRules>(() => (refused ? rulesIn(Object.entries(refused.values)) : campaign.utm));
  const form = useRef<HTMLDivElement>(null);
  const channels = CHANNELS.filter((channel) => campaign.channels.includes(channel) || campaign.utm.channels?.[channel]);
  const shown: readonly Channel[] = channels.length > 0 ? channels : ['web', 'email'];
  const read = () => {
    const node = form.current?.querySelector('form');
    if (node) setRules(rulesIn(Array.from(new FormData(node), ([name, value]) => [name, String(value)])));
  };
  return (
    <>
      <div ref={form} onInput={read}>
        <Form reply={refused} action={`/campaigns/${campaign.id}?show=links`} organizationId={organization.id} preventScrollReset>
          <input type="hidden" name="intent" value="links" />
          <input type="hidden" name="campaignId" value={campaign.id} />
          <input type="hidden" name="revision" value={(now ?? campaign).revision} />
          {now && <LinksNow now={now.utm} typed={rules} />}
          <Section title="Words of the campaign" lead="Every link carries them, on every channel. Without a name of the campaign, links stay as they are.">
            <div className="grid max-w-xl gap-5">
              <TextField name="utm.campaign" label="Campaign" hint="utm_campaign: one short name, such as winter-2026." defaultValue={campaign.utm.campaign} maxLength={100} autoComplete="off" spellCheck={false} optional />
              <div className="grid gap-5 sm:grid-cols-2">
                <TextField name="utm.term" label="Term" hint="utm_term" defaultValue={campaign.utm.term} maxLength={100} autoComplete="off" spellCheck={false} optional />
                <TextField name="utm.content" label="Content" hint="utm_content" defaultValue={campaign.utm.content} maxLength={100} autoComplete="off" spellCheck={false} optional />
              </div>
            </div>
          </Section>
          <Section title="Words of each channel" lead={campaign.channels.length > 0 ? 'A channel’s own words win over the campaign’s. Left empty, the usual one is taken.' : 'The campaign names no channels yet: these two are always possible. Left empty, the usual word is taken.'}>
            <div className="grid max-w-xl gap-5">
              {shown.map((channel) => (
                <ChannelWords key={channel} channel={channel} utm={campaign.utm} />
              ))}
              <FormActions>
                <SubmitButton whyNot={whyNot}>Save the links</SubmitButton>
              </FormActions>
            </div>
          </Section>
        </Form>
      </div>
      <div className="mt-2 border-t border-rule pt-7">
        <Previews rules={rules} channels={shown} />
      </div>
    </>
  );
}

function ChannelWords({ channel, utm }: { channel: Channel; utm: UtmRules }) {
  const usual = Object.fromEntries(utmOf({}, channel).map(({ name, value }) => [name, value]));
  const own = utm.channels?.[channel];
  const name = (word: string) => `utm.channels.${channel}.${word}`;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{CHANNEL_WORDS[channel]}</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField name={name('source')} label="Source" placeholder={usual.utm_source} defaultValue={own?.source} maxLength={100} autoComplete="off" spellCheck={false} />
        <TextField name={name('medium')} label="Medium" placeholder={usual.utm_medium} defaultValue={own?.medium} maxLength={100} autoComplete="off" spellCheck={false} />
        <TextField name={name('content')} label="Content" placeholder={utm.content} defaultValue={own?.content} maxLength={100} autoComplete="off" spellCheck={false} />
      </div>
    </fieldset>
  );
}

function Previews({ rules, channels }: { rules: UtmRules; channels: readonly Channel[] }) {
  const [address, setAddress] = useState(EXAMPLE);
  return (
    <Section title="How the links look" lead="As you type. What an address says already stays as it is.">
      <div className="grid gap-4">
        <div className="max-w-xl">
          <TextField name="address" type="url" label="An address to try" defaultValue={EXAMPLE} autoComplete="off" spellCheck={false} onInput={(event) => setAddress(event.currentTarget.value)} />
        </div>
        {!rules.campaign && <p className="text-ink-soft">Name the campaign first: until then, links are not changed.</p>}
        <ul className="grid gap-3">
          {channels.map((channel) => {
            const link = linkWith(rules, channel, address.trim());
            return (
              <li key={channel} className="grid gap-1.5 border-b border-rule pb-3 last:border-b-0">
                <span className="flex flex-wrap items-center justify-between gap-2">
                  <span className="font-medium">{CHANNEL_WORDS[channel]}</span>
                  <CopyButton text={link} label="Copy the link" aria-label={`Copy the link for ${CHANNEL_WORDS[channel]}`} />
                </span>
                <output className="rounded-md bg-well px-2.5 py-1.5 font-mono text-sm break-all select-all">{link}</output>
              </li>
            );
          })}
        </ul>
      </div>
    </Section>
  );
}
