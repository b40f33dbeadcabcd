import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { CHOSEN_EVENTS, EVENTS } from '../events.ts';

interface EndpointFieldsProps {
  url?: string;
  description?: string;
  events?: readonly string[];
  /** Why a receiver on one's own machine works here, where it does. */
  development: boolean;
}

export function EndpointFields({ url, description, events = ['content.published', 'content.updated', 'content.unpublished'], development }: EndpointFieldsProps) {
  const options = CHOSEN_EVENTS.map((event) => ({ value: event, label: <code className="font-mono text-sm">{event}</code>, hint: EVENTS[event].says }));
  return (
    <>
      <TextField
        name="url"
        label="Address"
        type="url"
        required
        maxLength={500}
        defaultValue={url}
        placeholder="https://"
        autoComplete="off"
        hint={`Where the receiver listens, with https.${development ? ' In development, an origin in OUTBOUND_ALLOWED works too, such as http://localhost:4000.' : ''}`}
      />
      <TextField name="description" label="Description" optional maxLength={200} defaultValue={description} hint="What listens there, such as “Rebuilds the website”." autoComplete="off" />
      <CheckboxGroupField name="events[]" label="Events" options={options} defaultValue={events} />
    </>
  );
}
