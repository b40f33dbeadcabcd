import { useState } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { CheckboxField, CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { Dialog, DialogActions } from '#app/ui/dialog.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { SwitchField } from '#app/ui/switch-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';

const ROLES = [
  { value: 'admin', label: 'Admin', hint: 'Manages people, keys and the organization.' },
  { value: 'editor', label: 'Editor', hint: 'Writes, reviews and publishes.' },
  { value: 'viewer', label: 'Viewer', hint: 'Reads everything, changes nothing.' },
];

export function GalleryForms({ reply }: { reply: FormReply | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <PageHeader title="Profile" lead="How colleagues see you, and whose clock you read." action={<Badge tone="done">Verified</Badge>} />
      <Section title="You" lead="Your name stands beside everything you write and review.">
        <Form reply={reply} organizationId="o1" className="grid max-w-lg gap-5">
          <TextField name="name" label="Name" defaultValue="Demo Reader" autoComplete="name" required />
          <TextField name="email" label="Email" type="email" defaultValue="demo-reader@masthead.test" hint="We send a link to the new address before it counts." />
          <TextField name="website" label="Website" prefix="https://" optional placeholder="northernpost.example" />
          <TextAreaField name="about" label="About you" optional hint="One or two sentences, shown under your articles." />
          <TimeZoneField name="timeZone" label="Time zone" defaultValue="Europe/Helsinki" hint="Every time you read is shown in it." />
          <SelectField name="language" label="Language" options={[{ value: 'en', label: 'English' }, { value: 'fi', label: 'Suomi' }]} placeholder="Choose a language" />
          <RadioField name="role" label="Role" options={ROLES} />
          <CheckboxGroupField
            name="days[]"
            label="Days at the desk"
            options={[{ value: 'mon', label: 'Monday' }, { value: 'tue', label: 'Tuesday' }]}
            defaultValue={['tue']}
          />
          <CheckboxField name="digest" label="Send me a morning digest" hint="At 7:00 in your zone, on days when something is due." defaultChecked />
          <SwitchField name="sound" label="Sound when a post fails" />
          <FormActions>
            <SubmitButton>Save profile</SubmitButton>
            <Button tone="quiet">Discard</Button>
          </FormActions>
        </Form>
      </Section>
      <Section title="Password" lead="At least 12 characters. A short sentence is easier to keep than a riddle.">
        <Form className="grid max-w-lg gap-5">
          <PasswordField name="current" label="Current password" />
          <PasswordField name="next" label="New password" autoComplete="new-password" error="This password is in a list of leaked ones. Choose another." />
          <FormActions>
            <SubmitButton whyNot="Type the current password first.">Change password</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Leave" tone="danger" lead="What cannot be undone asks you to type a name.">
        <div className="flex flex-wrap gap-2">
          <ConfirmByTyping label="Delete organization" word="demo-post" consequence="All content, media, posts and people of The Demo Post are deleted at once and cannot be brought back." />
          <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        </div>
        <Dialog open={open} onClose={() => setOpen(false)} title="Invite a colleague" description="They get an email with a link that works for seven days.">
          <TextField name="who" label="Email" type="email" />
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="primary">Send invitation</Button>
          </DialogActions>
        </Dialog>
      </Section>
    </>
  );
}
