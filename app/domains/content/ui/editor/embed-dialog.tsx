import { type FormEvent, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogActions } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { EMBED_PROVIDERS, readEmbed } from '../../document/embeds.ts';
import { useEditing } from './editing.ts';
import { insertBlock } from './slash-items.ts';

export default function EmbedDialog() {
  const { editor, doors } = useEditing();
  const [error, setError] = useState<string | null>(null);
  const close = () => {
    doors.open(null);
    editor.view.focus();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const embed = readEmbed(String(new FormData(event.currentTarget).get('embed-address') ?? '').trim());
    if (!embed) return setError('This address cannot be shown inside a text. A link to it can stand there.');
    close();
    insertBlock(editor, { type: 'embed', attrs: { url: embed.url, title: '' } });
  };
  return (
    <Dialog open onClose={close} title="Embed" description={`The address of a page on ${EMBED_PROVIDERS.slice(0, -1).join(', ')} or ${EMBED_PROVIDERS.at(-1)}.`}>
      <form onSubmit={send} noValidate className="grid gap-4">
        <TextField name="embed-address" label="Address" type="url" error={error} spellCheck={false} autoComplete="off" />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" tone="primary">Embed</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
