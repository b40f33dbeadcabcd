import { CopyPlus } from 'lucide-react';
import { useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { isDate } from '#app/platform/time.ts';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { type Days, daysLater, daysOfCampaign, nameOfCopy, shiftedTo } from '../../campaign.ts';
import { daysWords, longDay, pieces, shiftWords } from './campaign-words.ts';
import type { ShownCampaign } from './shown-campaign.ts';

interface DuplicateCampaignProps {
  campaign: ShownCampaign;
  whyNot: string | null;
  reply: unknown;
}

/** The same campaign another time: its goals, channels and links as they are, its days as far apart as they were. */
export function DuplicateCampaign({ campaign, whyNot, reply }: DuplicateCampaignProps) {
  const { organization } = useShell();
  const { isTemplate } = campaign;
  const answered = replyTo(reply, 'duplicate');
  return (
    <FormDialog label="Duplicate" title={isTemplate ? 'Duplicate the template' : 'Duplicate the campaign'} icon={CopyPlus} whyNot={whyNot} reply={answered} description={isTemplate ? 'The copy is a template too: its goals, channels and links as they are.' : 'The copy begins as a draft. What was spent stays with this one.'}>
      {(cancel) => (
        <Form action={`/campaigns/${campaign.id}`} reply={answered} organizationId={organization.id}>
          <input type="hidden" name="intent" value="duplicate" />
          <input type="hidden" name="campaignId" value={campaign.id} />
          <TextField name="name" label="Name" defaultValue={nameOfCopy(campaign.name)} required maxLength={120} autoComplete="off" />
          {!isTemplate && <ShiftedDays days={daysOfCampaign(campaign)} label="New first day" keeps />}
          {!isTemplate && <CheckboxField name="withEntries" label="With its calendar entries" hint="Each as many days on as the campaign. Entries of the copy begin as planned." defaultChecked />}
          {!isTemplate && campaign.pieces > 0 && <CheckboxField name="withContent" label={`With its ${pieces(campaign.pieces)}`} hint="The same pieces are linked to both: none is copied." />}
          <DialogActions>
            {cancel}
            <SubmitButton>Duplicate</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}

interface ShiftedDaysProps {
  days: Days;
  label: string;
  /** Without another day, the days stay as they are. */
  keeps?: boolean;
}

/** A first day, and below it what follows from it: told while it is chosen. */
export function ShiftedDays({ days, label, keeps = false }: ShiftedDaysProps) {
  const [startsOn, setStartsOn] = useState(keeps ? (days.startsOn ?? '') : '');
  return (
    <div className="grid gap-2">
      <TextField name="startsOn" type="date" label={label} defaultValue={keeps ? (days.startsOn ?? '') : ''} required={!keeps} onInput={(event) => setStartsOn(event.currentTarget.value)} />
      <div aria-live="polite" className="grid gap-0.5 rounded-md bg-well px-3 py-2 text-sm unscripted:hidden">
        <Consequence days={days} to={startsOn} keeps={keeps} />
      </div>
    </div>
  );
}

function Consequence({ days, to, keeps }: { days: Days; to: string; keeps: boolean }) {
  if (!isDate(to)) return <p className="text-ink-soft">{keeps && days.startsOn ? `Without a day it keeps the days that it has: ${daysWords(days)}.` : 'Choose a day to see when it ends.'}</p>;
  const after = shiftedTo(days, to);
  const shift = keeps ? shiftWords(daysLater(days, to)) : null;
  return (
    <>
      <p className="font-medium">{after.endsOn ? daysWords(after) : `From ${longDay(to)}`}</p>
      {days.startsOn && keeps && <p className="text-ink-soft">{shift ? `Everything moves: ${shift} than ${daysWords(days)}.` : 'The same days: nothing moves.'}</p>}
      {!after.endsOn && <p className="text-ink-soft">It has no last day yet.</p>}
    </>
  );
}
