import { Link, useRevalidator } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogActions } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { importFrom } from '../upload-door.ts';

const NO_ANSWER = 'The server did not answer. Wait a moment and try again.';

/** The server fetches the file itself; it refuses addresses that lead into private networks. */
export default function FromAddress({ folderId, onClose }: { folderId: string | null; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [twin, setTwin] = useState<{ id: string; name: string } | null>(null);
  const announce = useAnnounce();
  const { revalidate } = useRevalidator();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const imported = await importFrom(String(new FormData(event.currentTarget).get('url')), folderId);
    setBusy(false);
    if (!imported.ok) return setProblem(imported.trouble.type === 'refused' ? imported.trouble.problem : NO_ANSWER);
    revalidate();
    if (imported.value.duplicateOf) return setTwin(imported.value.duplicateOf);
    announce('The file is in the library.');
    onClose();
  };
  if (twin) {
    return (
      <Dialog open onClose={onClose} title="Here twice now">
        <p>
          The same file was here already, as{' '}
          <Link to={`/media/${twin.id}`} className="font-medium text-accent underline underline-offset-2">
            {twin.name}
          </Link>
          . Both are kept; move one to the trash if you need only one.
        </p>
        <DialogActions>
          <Button tone="primary" onClick={onClose}>
            Good
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title="From a link" description="The file is fetched and kept; the link may vanish afterwards.">
      <form onSubmit={submit} className="grid gap-5">
        <TextField name="url" type="url" label="Address of the file" placeholder="https://" required error={problem} autoComplete="off" />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            Fetch the file
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
