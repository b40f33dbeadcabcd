import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';

interface ScopeDialogProps {
  title: string;
  onChoose: (scope: 'this' | 'following' | 'all' | null) => void;
}

/** A repeated entry was moved: how much of it is meant. */
export function ScopeDialog({ title, onChoose }: ScopeDialogProps) {
  return (
    <Dialog open onClose={() => onChoose(null)} title={`Move “${title}”`} description="It repeats. What do you want to move?">
      <div className="grid gap-2">
        <Button tone="primary" onClick={() => onChoose('this')}>
          Only this one
        </Button>
        <Button onClick={() => onChoose('following')}>This and all that follow</Button>
        <Button onClick={() => onChoose('all')}>All of them</Button>
        <Button tone="quiet" onClick={() => onChoose(null)}>
          Leave it where it was
        </Button>
      </div>
    </Dialog>
  );
}
