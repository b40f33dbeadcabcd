import { Link } from '@remix-run/react';
import { RotateCcw, X } from 'lucide-react';
import { Badge } from '#app/ui/badge.tsx';
import { Button, IconButton } from '#app/ui/button.tsx';
import { type Event, isOver, sentBytes, type Upload } from '../upload-queue.ts';
import { sizeWords } from './words.ts';

interface UploadLineProps {
  upload: Upload;
  tell: (event: Event) => void;
}

/** One file on its way: how far it is, what stands in its way, and what can be done about it. */
export function UploadLine({ upload, tell }: UploadLineProps) {
  const { id, name, size, phase, problem, twin, asset } = upload;
  const sent = sentBytes(upload);
  return (
    <li className="grid grid-cols-1 gap-1.5 border-t border-rule px-4 py-2.5">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate font-medium" title={name}>
          {phase === 'done' && asset ? (
            <Link to={`/media/${asset.id}`} className="underline-offset-2 hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <Status upload={upload} />
        {phase === 'failed' && <IconButton label={`Try ${name} again`} icon={RotateCcw} size="small" onClick={() => tell({ type: 'retry', id })} />}
        {(!isOver(upload) || phase === 'failed') && <IconButton label={phase === 'failed' ? `Give ${name} up` : `Cancel ${name}`} icon={X} size="small" onClick={() => tell({ type: 'cancel', id })} />}
      </div>
      {(phase === 'sending' || phase === 'closing' || phase === 'resting') && <progress className="bar" aria-label={name} value={sent} max={size || 1} />}
      {phase === 'resting' && <p className="text-sm text-ink-soft">The connection broke. It goes on by itself in a moment.</p>}
      {phase === 'failed' && <p className="text-sm text-failed">{problem}</p>}
      {phase === 'asking' && twin && (
        <div className="grid gap-2">
          <p className="text-sm">
            This file is already here as{' '}
            <Link to={`/media/${twin.id}`} className="font-medium text-accent underline underline-offset-2">
              {twin.name}
            </Link>
            .
          </p>
          <div className="flex flex-wrap gap-1.5">
            <Button size="small" onClick={() => tell({ type: 'choose', id, choice: 'existing' })}>
              Use that one
            </Button>
            <Button size="small" tone="quiet" onClick={() => tell({ type: 'choose', id, choice: 'both' })}>
              Keep both
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function Status({ upload }: { upload: Upload }) {
  const percent = upload.size > 0 ? Math.floor((sentBytes(upload) / upload.size) * 100) : 0;
  switch (upload.phase) {
    case 'done':
      return <Badge tone="done">{upload.twin ? 'Already here' : 'Uploaded'}</Badge>;
    case 'failed':
      return <Badge tone="failed">Not uploaded</Badge>;
    case 'cancelled':
      return <Badge tone="idle">Cancelled</Badge>;
    case 'asking':
      return <Badge tone="waiting">Asks</Badge>;
    case 'closing':
      return <span className="text-sm text-ink-soft">Checking</span>;
    case 'waiting':
    case 'opening':
      return <span className="text-sm text-ink-soft tabular-nums">{sizeWords(upload.size)}</span>;
    default:
      return <span className="text-sm text-ink-soft tabular-nums">{percent} %</span>;
  }
}
