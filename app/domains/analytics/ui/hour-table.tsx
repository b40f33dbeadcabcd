import { shown } from '../figure.ts';
import type { HourCell } from '../overview.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const BLOCKS = Array.from({ length: 8 }, (_, block) => block * 3);
/** Text stays readable on the darkest of them. */
const HEAT = ['', 'bg-accent/8', 'bg-accent/16', 'bg-accent/24', 'bg-accent/32'];

/** The week in blocks of three hours: the stronger the colour, the more a post there was answered. The number says it too. */
export function HourTable({ cells }: { cells: readonly HourCell[] }) {
  const at = (weekday: number, block: number) => cells.find((cell) => cell.weekday === weekday && cell.block === block);
  return (
    <div className="max-w-2xl overflow-x-auto">
      <table className="w-full table-fixed border-separate border-spacing-0.5 text-center text-sm tabular-nums">
        <caption className="sr-only">Engagements a post, by weekday and hours</caption>
        <thead>
          <tr className="text-xs text-ink-faint">
            <th scope="col" className="w-9">
              <span className="sr-only">Weekday</span>
            </th>
            {BLOCKS.map((hour) => (
              <th key={hour} scope="col" className="font-normal">
                <span className="sr-only">From </span>
                {hour}
                <span className="sr-only"> to {hour + 3} o’clock</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, index) => (
            <tr key={day}>
              <th scope="row" className="text-start text-xs font-normal text-ink-soft">
                <span aria-hidden>{day.slice(0, 3)}</span>
                <span className="sr-only">{day}</span>
              </th>
              {BLOCKS.map((hour, block) => {
                const cell = at(index + 1, block);
                return (
                  <td key={hour} title={cell && `${cell.posts === 1 ? '1 post' : `${cell.posts} posts`}, ${day} from ${hour} to ${hour + 3}`} className={`h-7 rounded-sm ${cell ? `${HEAT[cell.heat]} text-ink` : 'bg-well'}`}>
                    {cell ? shown(cell.each) : <span className="sr-only">none</span>}
                    {cell && <span className="sr-only"> of {cell.posts === 1 ? '1 post' : `${cell.posts} posts`}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
