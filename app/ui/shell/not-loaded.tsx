import { Dialog } from '../dialog.tsx';

/** Stands in for a part that could not be fetched, so that the page around it stays. */
export default function NotLoaded({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="This did not load">
      <p>The connection may be gone. Your page is untouched; check the connection and reload to try again.</p>
    </Dialog>
  );
}
