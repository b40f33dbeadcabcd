import { useId, useState } from 'react';
import { useHydrated } from './hydrated.ts';
import { SelectField, type SelectFieldProps } from './select-field.tsx';
import { groupedZones, zoneCity } from './zone-list.ts';

type TimeZoneFieldProps = Omit<SelectFieldProps, 'options' | 'children' | 'placeholder'> & {
  /** For a first choice: starts as the device's own zone. */
  fromDevice?: boolean;
};

/**
 * Server and browser may know different zones. While hydrating, the list is read back from the HTML that is already
 * there, so both agree; a page that arrives by navigation asks the browser.
 */
function knownZones(frameId: string): string[] {
  if (typeof document !== 'undefined') {
    const rendered = document.getElementById(frameId)?.querySelectorAll('option');
    if (rendered?.length) return Array.from(rendered, (option) => option.value);
  }
  return Intl.supportedValuesOf('timeZone');
}

export function TimeZoneField({ fromDevice = false, ...props }: TimeZoneFieldProps) {
  const frameId = useId();
  const [zones] = useState(() => knownZones(frameId));
  const [offered, setOffered] = useState<string | null>(null);
  const hydrated = useHydrated();
  const here = hydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : null;
  const chosen = offered ?? (fromDevice ? here : null) ?? props.defaultValue ?? 'UTC';

  return (
    <div id={frameId} className="relative">
      <SelectField {...props} key={chosen} defaultValue={chosen}>
        {groupedZones(zones, chosen).map((group) => (
          <optgroup key={group.region} label={group.region}>
            {group.zones.map((zone) => (
              <option key={zone} value={zone}>
                {zoneCity(zone)}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      {/* On the label's line, so that nothing below moves when the browser has told its zone. */}
      {here && here !== chosen && (
        <button type="button" className="absolute end-0 top-0 text-sm leading-5 text-accent underline underline-offset-2" onClick={() => setOffered(here)}>
          Use this device’s: {zoneCity(here)}
        </button>
      )}
    </div>
  );
}
