import { replyTo } from '#app/platform/form-reply.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { type LibraryAsset, needsAltText } from './library-asset.ts';

interface AssetFieldsProps {
  asset: LibraryAsset & { description: string };
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

export function AssetFields({ asset, organizationId, reply, whyNot }: AssetFieldsProps) {
  return (
    <Form reply={replyTo(reply, 'save')} organizationId={organizationId} preventScrollReset className="grid gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="assetId" value={asset.id} />
      <TextField name="name" label="Name" defaultValue={asset.name} required maxLength={200} autoComplete="off" hint="Also what the file is called when it is downloaded." />
      {asset.type === 'image' && (
        <TextAreaField
          name="altText"
          label="Alt text"
          optional
          defaultValue={asset.altText}
          maxLength={1000}
          rows={2}
          hint={
            needsAltText(asset)
              ? 'Say in one sentence what the picture shows. It is read to people who cannot see it, shown where it does not load, and found by search. Decoration that says nothing can stay without.'
              : 'What the picture shows, in one sentence: read aloud, shown where it does not load, found by search.'
          }
        />
      )}
      {asset.type !== 'image' && <input type="hidden" name="altText" value={asset.altText} />}
      <TextAreaField name="description" label="Description" optional defaultValue={asset.description} maxLength={2000} rows={2} hint="For your team: where it is from, who may use it." />
      <RadioField
        name="visibility"
        label="Who may see the file"
        defaultValue={asset.visibility}
        options={[
          { value: 'public', label: 'Everyone with its address', hint: 'It can stand on pages and in posts.' },
          { value: 'private', label: 'Only your team', hint: 'Its address works for people who are signed in, or with a link that expires.' },
        ]}
      />
      <FormActions>
        <SubmitButton whyNot={whyNot}>Save</SubmitButton>
      </FormActions>
    </Form>
  );
}
